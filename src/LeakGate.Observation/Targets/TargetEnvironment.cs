using System.Collections;

namespace LeakGate.Observation.Targets;

/// <summary>The environment of a started program: LeakGate's own, what was configured, and what tames the allocator.</summary>
internal sealed class TargetEnvironment
{
    /// <summary>What makes glibc give freed memory back.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> AllocatorSettings { get; } =
    [
        new("MALLOC_ARENA_MAX", "2"),
        new("MALLOC_TRIM_THRESHOLD_", "131072"),
    ];

    public TargetEnvironment(TargetStart start)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            all[(string)variable.Key] = (string?)variable.Value ?? string.Empty;
        }

        foreach (var (name, value) in start.Environment)
        {
            all[name] = value;
        }

        var tuned = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in start.TuneAllocator ? AllocatorSettings : [])
        {
            if (all.TryAdd(name, value))
            {
                tuned[name] = value;
            }
        }

        Tuned = tuned;
        Variables = [.. all.Select(v => $"{v.Key}={v.Value}")];
    }

    /// <summary>What LeakGate added by itself.</summary>
    public IReadOnlyDictionary<string, string> Tuned { get; }

    /// <summary>All, each <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Variables { get; }
}
