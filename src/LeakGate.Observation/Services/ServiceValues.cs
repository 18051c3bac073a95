using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Services;

/// <summary>What running services have to say to targets: <c>${postgres.connection}</c>, <c>${redis.address}</c> … Immutable.</summary>
/// <param name="values">Values by dotted name.</param>
public sealed class ServiceValues(IReadOnlyDictionary<string, string> values)
{
    /// <summary>Values by dotted name, such as <c>redis.port</c>. A connection string may hold a password.</summary>
    public IReadOnlyDictionary<string, string> All { get; } = values;

    /// <summary>Puts the values in place of every <c>${name.value}</c> of a text of a plan, by the rules of <see cref="ServiceText"/>.</summary>
    /// <exception cref="InvalidOperationException">No service gives that value: the configuration should have been refused.</exception>
    public string Resolve(string text) => ServiceText.Resolve(text, All);
}
