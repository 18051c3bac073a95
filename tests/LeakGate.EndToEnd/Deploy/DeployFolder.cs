using LeakGate.EndToEnd.Targets;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>A copy of a folder of <c>deploy/</c>, in which a test may change what only a machine can know.</summary>
internal sealed class DeployFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Copies a folder.</summary>
    /// <param name="name">Its path below <c>deploy/</c>.</param>
    public DeployFolder(string name)
    {
        var from = Source(name);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = In(System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    /// <summary>Absolute path of the copy.</summary>
    public string Path => _folder.Path;

    /// <summary>Absolute path of what stands in the repository.</summary>
    public static string Source(string name) => System.IO.Path.Combine(Repository.Root, "deploy", name);

    /// <summary>Absolute path of a file of the copy.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file of the copy.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), text);
    }

    /// <summary>Changes words of a file of the copy, each of which it must hold.</summary>
    public void Change(string name, params ReadOnlySpan<(string From, string To)> words)
    {
        var text = File.ReadAllText(In(name));
        foreach (var (from, to) in words)
        {
            if (!text.Contains(from, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{name} does not hold \"{from}\".");
            }

            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        File.WriteAllText(In(name), text);
    }

    public void Dispose() => _folder.Dispose();
}
