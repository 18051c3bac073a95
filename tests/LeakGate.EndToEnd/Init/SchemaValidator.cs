using System.Diagnostics;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Init;

/// <summary>Ajv, a validator of JSON Schema that is not ours, on the published schemas.</summary>
internal static class SchemaValidator
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>What is wrong with a file; empty: it is valid.</summary>
    public static async Task<string> ErrorsAsync(string schema, string file)
    {
        var readers = Path.Combine(Repository.Root, "tests", "LeakGate.EndToEnd", "Readers");
        Directory.Exists(Path.Combine(readers, "node_modules", "ajv")).ShouldBeTrue("scripts/install.sh test installs what the tests read with");
        using var node = Process.Start(new ProcessStartInfo(
            "node", [Path.Combine(readers, "schema.mjs"), Path.Combine(Repository.Root, "docs", "schema", schema + ".json"), file])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Longest, TestContext.Current.CancellationToken);
        (await error).ShouldBeEmpty();
        var line = (await output).Trim();
        line.ShouldStartWith(file + ": ");
        var said = line[(file.Length + 2)..];
        (said == "valid").ShouldBe(node.ExitCode == 0, line);
        return said == "valid" ? "" : said;
    }
}
