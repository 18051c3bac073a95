namespace LeakGate.Runs.Plans;

/// <summary>A server that LeakGate knows how to start by itself, and the values that other places of a plan may take from it.</summary>
/// <param name="Name">Name in <c>services:</c>.</param>
/// <param name="Values">What <c>${name.value}</c> may ask for.</param>
public sealed record BuiltInService(string Name, IReadOnlyList<string> Values)
{
    /// <summary>Every built-in server.</summary>
    public static IReadOnlyList<BuiltInService> All { get; } =
    [
        new("postgres", ["connection", "port", "url"]),
        new("redis", ["address", "port"]),
    ];

    /// <summary>Full names of the values: <c>postgres.connection</c> …</summary>
    public IEnumerable<string> References => Values.Select(value => $"{Name}.{value}");
}
