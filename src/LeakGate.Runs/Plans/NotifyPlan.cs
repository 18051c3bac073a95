using LeakGate.Runs.Text;

namespace LeakGate.Runs.Plans;

/// <summary>One channel to tell.</summary>
/// <param name="Channel">Its name: <c>slack</c>, <c>teams</c>, <c>email</c> …</param>
/// <param name="Settings">The keys that are its own; a single value is a list of one. All are secrets: an address may hold a key.</param>
public sealed record NotifyPlan(string Channel, IReadOnlyDictionary<string, IReadOnlyList<Secret>> Settings)
{
    /// <summary>Whom it tells what.</summary>
    public NotifyRules Rules { get; init; } = new();

    /// <summary>Longest wait for one answer; default 10 s. All attempts together take at most six times as long.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Language of its messages; <see langword="null"/>: that of the call.</summary>
    public Language? Language { get; init; }

    /// <summary>Where the report is found, with <c>{run_id}</c> in place of the run's id; <see langword="null"/>: the page of the build.</summary>
    public string? ReportUrl { get; init; }

    /// <summary>The one value of a key; <see langword="null"/>: it is not set.</summary>
    public Secret? Setting(string key) => Settings.TryGetValue(key, out var values) && values.Count > 0 ? values[0] : null;
}

/// <summary>Whom a channel tells what.</summary>
public sealed record NotifyRules
{
    /// <summary>What is told unless <c>on</c> says otherwise.</summary>
    public static IReadOnlyList<string> DefaultOccasions { get; } = ["leak", "regression", "recovered", "failed"];

    /// <summary>Occasions, of <c>KnownNames.Occasions</c>; default leak, regression, recovered and failed.</summary>
    public IReadOnlyList<string> On { get; init; } = DefaultOccasions;

    /// <summary>Findings below it are not told: low, medium, high or critical; default low, which is all.</summary>
    public string Severity { get; init; } = "low";

    /// <summary>Targets, by name; empty (the default): all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Branches, with <c>*</c> for any text; empty (the default): all.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>How long the same news about a branch is only counted; default 7 days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(7);
}
