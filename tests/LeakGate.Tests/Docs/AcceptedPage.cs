using Shouldly;

namespace LeakGate.Tests.Docs;

/// <summary>A file of the repository that is generated: it must be what comes out now, else `make docs` writes it again.</summary>
internal static class AcceptedPage
{
    public static async Task MatchesAsync(string path, string text, CancellationToken cancel)
    {
        string file = Path.Combine(MarkdownPage.Root, path);
        if (Environment.GetEnvironmentVariable("LEAKGATE_ACCEPT_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, cancel);
        }

        File.Exists(file).ShouldBeTrue(file);
        (await File.ReadAllTextAsync(file, cancel)).ShouldBe(text, $"{path}: `make docs` writes it again");
    }
}
