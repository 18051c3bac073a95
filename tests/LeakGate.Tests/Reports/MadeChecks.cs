using static LeakGate.Runs.VerdictDocument;

namespace LeakGate.Tests.Reports;

/// <summary>Hand-made checks of a measurement, for reports: sound, weak in every way, and not measured.</summary>
internal static class MadeChecks
{
    public static IReadOnlyList<CheckEntry> Sound { get; } =
    [
        Of("load_landed", "ok", null, ("planned", 48000), ("completed", 48000), ("share", 1), ("needed", 0.99)),
        Of("floors_settled", "ok", null, ("blocks", 7), ("restless", 0)),
        Of("lone_block", "ok", null, ("leaks", 0)),
        Of("near_limit", "ok", "memory", ("highest", 121634816), ("limit", 536870912), ("share", 0.226563)) with { Detail = "cgroup" },
        Of("near_limit", "unknown", "heap"),
        Of("cpu_free", "ok", null, ("median", 0.31), ("lowest", 0.22), ("blocks", 7)),
        Of("noisy_neighbour", "ok", null, ("median", 0.02), ("highest", 0.06), ("blocks", 7)),
        Of("probe_blind", "ok", null, ("resources", 8)),
        Of("not_judged", "ok", null, ("resources", 8)),
        Of("reach", "ok", null, ("resources", 8)),
    ];

    public static IReadOnlyList<CheckEntry> Weak { get; } =
    [
        Sound[0] with { Values = new Dictionary<string, double> { ["planned"] = 48012, ["completed"] = 48000, ["share"] = 0.99975, ["needed"] = 0.99 } },
        Of("floors_settled", "weak", null, ("blocks", 9), ("restless", 1)),
        Of("lone_block", "ok", "memory", ("share", 0.19)),
        Of("near_limit", "weak", "memory", ("highest", 461373440), ("limit", 536870912), ("share", 0.859375)) with { Detail = "cgroup" },
        .. Sound.Skip(4),
    ];

    public static IReadOnlyList<CheckEntry> Busy { get; } =
    [
        .. Sound.Take(5),
        Of("cpu_free", "weak", null, ("median", 0.02), ("lowest", 0), ("blocks", 12)),
        Of("noisy_neighbour", "weak", null, ("median", 0.42), ("highest", 0.71), ("blocks", 12)),
        Of("probe_blind", "weak", "threads") with { Detail = "read 3 of 8" },
        Of("not_judged", "weak", "heap") with { Detail = "the target does not listen" },
        Of("reach", "ok", null, ("resources", 8)),
    ];

    public static IReadOnlyList<CheckEntry> Watched { get; } =
    [
        Of("load_landed", "unknown", null),
        Of("floors_settled", "ok", null, ("blocks", 12), ("restless", 0)),
        Of("lone_block", "weak", "memory", ("share", 0.63)),
        Of("near_limit", "unknown", "memory"),
        Of("cpu_free", "unknown", null),
        Of("noisy_neighbour", "unknown", null),
        Of("probe_blind", "ok", null, ("resources", 2)),
        Of("not_judged", "ok", null, ("resources", 2)),
        Of("reach", "weak", "descriptors, threads", ("reach", 1200), ("margin", 10), ("times", 120)),
    ];

    public static IReadOnlyList<CheckEntry> Nothing { get; } =
    [
        .. new[] { "load_landed", "floors_settled", "lone_block", "near_limit", "cpu_free", "noisy_neighbour" }.Select(code => Of(code, "unknown", null)),
        .. Sound.Skip(7),
    ];

    public static CheckEntry Of(string code, string state, string? resource, params (string Key, double Value)[] values) =>
        new() { Code = code, State = state, Resource = resource, Values = values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal) };
}
