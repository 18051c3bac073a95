using System.Text.RegularExpressions;

namespace LeakGate.Observation.Services;

/// <summary>What running services have to say to targets: <c>${postgres.connection}</c>, <c>${redis.address}</c> … Immutable.</summary>
/// <param name="values">Values by dotted name.</param>
public sealed partial class ServiceValues(IReadOnlyDictionary<string, string> values)
{
    /// <summary>Values by dotted name, such as <c>redis.port</c>. A connection string may hold a password.</summary>
    public IReadOnlyDictionary<string, string> All { get; } = values;

    /// <summary>Puts the values in place of every <c>${name.value}</c>; all else stays as it is.</summary>
    /// <exception cref="InvalidOperationException">No service gives that value: the configuration should have been refused.</exception>
    public string Resolve(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return DottedName().Replace(text, match => All.TryGetValue(match.Groups["name"].Value, out var value)
            ? value
            : throw new InvalidOperationException($"No service gives {match.Value}."));
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][\w-]*\.[\w.-]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DottedName();
}
