using LeakGate.Samples;

namespace LeakGate.Runs.Configuration;

/// <summary>Every name that a configuration may hold, in one place: errors, help and schema all take them from here.</summary>
public static class KnownNames
{
    /// <summary>Keys of the file.</summary>
    public static IReadOnlyList<string> Root { get; } =
        ["targets", "services", "load", "gate", "profiles", "reports", "notify", "history"];

    /// <summary>Where a target can come from: exactly one of these.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["command", "image", "pid", "container", "port"];

    /// <summary>Keys of a target that say more about its source, with the sources that they go with.</summary>
    public static IReadOnlyList<(string Key, IReadOnlyList<string> Sources)> SourceKeys { get; } =
    [
        ("workdir", ["command"]), ("env", ["command", "image"]),
        ("args", ["image"]), ("ports", ["image"]), ("network", ["image"]), ("memory", ["image"]),
    ];

    /// <summary>Keys of a target.</summary>
    public static IReadOnlyList<string> Target { get; } = [.. Sources, .. SourceKeys.Select(known => known.Key), "url", "health", "expect", "probes", "rate"];

    /// <summary>Keys of a target's health.</summary>
    public static IReadOnlyList<string> Health { get; } = ["path", "timeout"];

    /// <summary>Keys of a target's probes.</summary>
    public static IReadOnlyList<string> Probes { get; } = ["every", "metrics", "gauges", "postgres", "redis"];

    /// <summary>What a verdict may be expected to be.</summary>
    public static IReadOnlyList<string> Expectations { get; } = ["clean", "leak"];

    /// <summary>Keys of a service that is not built in.</summary>
    public static IReadOnlyList<string> Service { get; } = ["name", "command", "health", "env"];

    /// <summary>Keys of the load.</summary>
    public static IReadOnlyList<string> Load { get; } = ["rate", "concurrency", "requests", "timeout", "seed"];

    /// <summary>Keys of a request.</summary>
    public static IReadOnlyList<string> Request { get; } = ["name", "method", "path", "headers", "body", "weight"];

    /// <summary>Keys of the gate that set a margin of their own, with the resource they are for.</summary>
    public static IReadOnlyList<(string Key, Resource Resource)> Margins { get; } =
        [.. Resource.BuiltIn.Where(resource => resource != Resource.Memory).Select(resource => (resource.Name.Replace(' ', '_'), resource))];

    /// <summary>Keys of the gate.</summary>
    public static IReadOnlyList<string> Gate { get; } =
        ["memory", "counts", "thresholds", "ignore", .. Margins.Select(margin => margin.Key)];

    /// <summary>Keys of the simple rule.</summary>
    public static IReadOnlyList<string> Thresholds { get; } = ["growth", "rate"];

    /// <summary>Keys of a known leak.</summary>
    public static IReadOnlyList<string> Ignore { get; } = ["fingerprint", "reason", "until"];

    /// <summary>Report formats.</summary>
    public static IReadOnlyList<string> Reports { get; } =
        ["html", "junit", "allure", "markdown", "github", "teamcity", "prometheus", "csv", "json", "svg"];

    /// <summary>Formats that this version writes: the verdict document is always in the run folder.</summary>
    public static IReadOnlyList<string> WrittenReports { get; } = ["html", "junit", "allure", "markdown", "github", "teamcity", "prometheus", "csv", "json", "svg"];

    /// <summary>Channels to tell.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["slack", "teams", "email", "telegram", "webhook", "github", "gitlab"];

    /// <summary>Keys that every channel takes: whom it tells what, and how.</summary>
    public static IReadOnlyList<string> ChannelRules { get; } = ["on", "severity", "targets", "branches", "window", "timeout", "lang", "report_url"];

    /// <summary>What a channel can be told of.</summary>
    public static IReadOnlyList<string> Occasions { get; } = ["leak", "regression", "recovered", "inconclusive", "failed", "always"];

    /// <summary>Severities, the mildest first.</summary>
    public static IReadOnlyList<string> Severities { get; } = ["low", "medium", "high", "critical"];

    /// <summary>How a mail server is spoken to.</summary>
    public static IReadOnlyList<string> MailSecurity { get; } = ["auto", "starttls", "implicit", "none"];

    /// <summary>The keys of a channel that are its own.</summary>
    /// <param name="channel">Its name, of <see cref="Channels"/>.</param>
    public static IReadOnlyList<string> ChannelKeys(string channel) => channel switch
    {
        "slack" => ["webhook", "token", "channel", "api_url"],
        "teams" => ["webhook"],
        "email" => ["to", "from", "server", "port", "username", "password", "tls"],
        "telegram" => ["token", "chat", "api_url"],
        "webhook" => ["url", "secret"],
        "github" => ["token", "repository", "pull_request", "api_url"],
        "gitlab" => ["token", "project", "merge_request", "api_url"],
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "No such channel."),
    };
}
