using LeakGate.Observation.Load.Imports;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Recorded;

namespace LeakGate.Cli.Verbs;

/// <summary>Errors of usage and configuration, one line each, in the order they are told.</summary>
internal sealed class UsageErrors
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Add(Said said) => _lines.Add($"leakgate: {said.Problem}; {said.Remedy}");

    public void Add(ConfigurationError error) => _lines.Add(error.ToString());

    public void Add(ImportError error) => _lines.Add(error.ToString());

    public void Add(CsvError error) => _lines.Add(error.ToString());

    public void Add(UsageErrors others) => _lines.AddRange(others._lines);
}
