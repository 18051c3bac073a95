using LeakGate.Runs.Text;

namespace LeakGate.Reports.Formats;

/// <summary>What a report is about: one target, or all of a run.</summary>
public sealed record ReportInput
{
    /// <summary>The targets that are reported, at least one.</summary>
    public required IReadOnlyList<ReportTarget> Targets { get; init; }

    /// <summary>Other targets of the same run, to compare with; they get no pages of their own here.</summary>
    public IReadOnlyList<ReportTarget> Siblings { get; init; } = [];

    /// <summary>Language of everything that people read.</summary>
    public Language Language { get; init; }

    /// <summary>Version of the LeakGate that writes, which may differ from the one that ran.</summary>
    public required string Version { get; init; }

    /// <summary>When it is written, UTC.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>Value of an environment variable, for what only the pipeline knows (build number, links); default: none is known.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;
}
