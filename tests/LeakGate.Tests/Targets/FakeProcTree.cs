using System.Globalization;

namespace LeakGate.Tests.Targets;

/// <summary>A <c>/proc</c> of a few legible processes.</summary>
internal sealed class FakeProcTree : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("leakgate-proc-").FullName;

    public FakeProcTree Process(int id, int parent, char state = 'S', long start = 100, string name = "app")
    {
        var stat = string.Create(
            CultureInfo.InvariantCulture,
            $"{id} ({name}) {state} {parent} {id} {id} 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 {start} 1000 10 18446744073709551615 0 0\n");
        return Raw(id, stat);
    }

    public FakeProcTree Raw(int id, string stat) => Text(string.Create(CultureInfo.InvariantCulture, $"{id}/stat"), stat);

    public FakeProcTree Text(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public FakeProcTree Gone(int id)
    {
        Directory.Delete(Path.Combine(Root, id.ToString(CultureInfo.InvariantCulture)), recursive: true);
        return this;
    }

    public FakeProcTree Link(string path, string target)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.CreateSymbolicLink(full, target);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
