using LeakGate.Cli.Outcomes;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>How to run, as asked for on the command line; what to run stands in the plan, command-line values already in it.</summary>
internal sealed record RunOptions
{
    /// <summary>Writers, environment and current folder.</summary>
    public required CliHost Host { get; init; }

    /// <summary>Language of everything that people read.</summary>
    public Language Language { get; init; }

    /// <summary>Several targets at once; default one after another.</summary>
    public bool Parallel { get; init; }

    /// <summary>What may fail the build.</summary>
    public ExitPolicy Exit { get; init; } = new();

    /// <summary>Absolute folder that run folders are made in; default <c>.leakgate/runs</c> in the current folder.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Branch whose runs are the baseline; <see langword="null"/>: <see cref="RunHistory.DefaultBranch"/>.</summary>
    public string? Baseline { get; init; }

    /// <summary>Server that the run is sent to; <see langword="null"/>: none.</summary>
    public Uri? Push { get; init; }

    /// <summary>What is built.</summary>
    public BuildOrigin Origin { get; init; } = new(null, null);

    /// <summary>A channel that could not be told fails a run that would pass.</summary>
    public bool RequireNotify { get; init; }

    /// <summary>Print an array of verdict documents and nothing else to the output.</summary>
    public bool Json { get; init; }

    /// <summary>No progress and no warnings.</summary>
    public bool Quiet { get; init; }

    /// <summary>Say how each verdict came about.</summary>
    public bool Explain { get; init; }
}
