using System.Globalization;
using System.Text.Json.Nodes;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Plans;

namespace LeakGate.Runs.Configuration.Schema;

/// <summary>What a key stands for where it is not written: taken from the plans, written as one would write it in the file.</summary>
internal static class KeyDefaults
{
    private static readonly LoadPlan Load = new() { Requests = [] };

    /// <summary>The default of a key, or <see langword="null"/> when it has none that can be written.</summary>
    public static JsonNode? Of(string section, string key) => (section, key) switch
    {
        ("target", "expect") => KnownNames.Expectations[0],
        ("health", "timeout") => Duration(new HealthPlan().Timeout),
        ("probes", "every") => Duration(new ProbesPlan().Every),
        ("load", "rate") => RateText.Max,
        ("load", "concurrency") => Load.Concurrency,
        ("load", "timeout") => Duration(Load.Timeout),
        ("load", "seed") => Load.Seed,
        ("request", "weight") => 1,
        ("gate", "memory") => string.Create(CultureInfo.InvariantCulture, $"{new GatePlan().BytesPerRequest / 1024} KiB/request"),
        ("gate", "counts") => string.Create(CultureInfo.InvariantCulture, $"1/{1 / new GatePlan().CountPerRequest:0} requests"),
        _ when KnownNames.Channels.Contains(section, StringComparer.Ordinal) => OfChannel(key),
        _ => null,
    };

    private static JsonNode? OfChannel(string key) => key switch
    {
        "severity" => new NotifyRules().Severity,
        "window" => Duration(new NotifyRules().Window),
        "timeout" => Duration(new NotifyPlan("", new Dictionary<string, IReadOnlyList<Secret>>()).Timeout),
        "tls" => KnownNames.MailSecurity[0],
        _ => null,
    };

    /// <summary>A duration as one writes it: <c>60s</c>, <c>15m</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalDays >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0}d")
        : time.TotalSeconds > 60 && time.Seconds == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0}m")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0}s");
}
