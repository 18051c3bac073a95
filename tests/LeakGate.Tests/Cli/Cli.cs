using LeakGate.Cli;
using LeakGate.Cli.CommandLine;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Plans;

namespace LeakGate.Tests.Cli;

/// <summary>Calls the command line in a folder of its own, with bodies that only note what they got.</summary>
internal sealed class Cli : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leakgate-cli-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public string Folder => _folder.FullName;

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public RunPlan? Plan { get; private set; }

    public RunOptions? Options { get; private set; }

    /// <summary>What the body does after it noted its arguments.</summary>
    public Func<CancellationToken, Task<int>> Body { get; set; } = _ => Task.FromResult(0);

    public Cli With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    public Cli File(string yaml, string name = "leakgate.yml")
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, yaml);
        return this;
    }

    public Task<int> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public Task<int> RunAsync(CancellationToken cancellation, params string[] args)
    {
        CliHost host = new(_output, _error, name => _environment.GetValueOrDefault(name), Folder);
        return new CliApplication(host, NoteAsync, NoteAsync).RunAsync(args, cancellation);
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    private Task<int> NoteAsync(RunPlan plan, RunOptions options, CancellationToken cancellation)
    {
        (Plan, Options) = (plan, options);
        return Body(cancellation);
    }
}
