using LeakGate.Runs;
using LeakGate.Verdicts;
using static LeakGate.Runs.VerdictDocument;

namespace LeakGate.Tests.Reports;

/// <summary>Hand-made verdicts of programs that were watched without load: growth per hour, no requests.</summary>
internal static class WatchedVerdicts
{
    public static VerdictDocument Clean() => MadeVerdicts.Clean("worker") with
    {
        Profile = "watch",
        Requests = 0,
        RequestsPerSecond = 0,
        DurationSeconds = 3601,
        Measurement = [.. MadeChecks.Nothing.Where(check => check.Code != "floors_settled"), MadeChecks.Of("floors_settled", "ok", null, ("blocks", 12), ("restless", 0))],
        Resources =
        [
            Resource("memory", "anonymous_bytes", Outcome.Clean, new(12_000, -90_000, 310_000, "bytes"), 10 * 1024 * 1024),
            Resource("descriptors", "fds", Outcome.Clean, new(0, 0, 7.64, "count"), 10),
        ],
    };

    public static VerdictDocument Leaky() => MadeVerdicts.OneLeak("worker") with
    {
        Profile = "watch",
        Requests = 0,
        RequestsPerSecond = 0,
        DurationSeconds = 30.2,
        Resources =
        [
            Resource("memory", "anonymous_bytes", Outcome.Leak, new(3.8e9, 3.7e9, 3.9e9, "bytes"), 10 * 1024 * 1024),
            Resource("descriptors", "fds", Outcome.Inconclusive, new(0, 0, 0, "count"), 10) with { Reason = "too_short" },
        ],
        Measurement = MadeChecks.Watched,
        Findings =
        [
            MadeVerdicts.OneLeak().Findings[0] with
            {
                PerMixRequest = null, PerHour = new(3.8e9, 3.7e9, 3.9e9, "bytes"), Requests = [], Folded = [],
            },
        ],
    };

    private static ResourceEntry Resource(string name, string column, Outcome outcome, Amount hourly, double margin) => new()
    {
        Resource = name,
        Column = column,
        Verdict = outcome,
        PerHour = hourly,
        Margin = margin,
        Evidence = 1170,
        Blocks = 12,
        Growth = 1e6,
        Explanation = ["Twelve floors."],
    };
}
