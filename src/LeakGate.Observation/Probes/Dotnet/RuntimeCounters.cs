using System.Diagnostics.Tracing;
using System.Globalization;
using LeakGate.Samples;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>
/// What the runtime counts of the whole process, from one report of its event source <c>System.Runtime</c>. The first session that asks for it
/// makes the target start one thread (<c>.NET Counter Poller</c>), which stays and sleeps; see <see cref="DotnetColumns"/>.
/// </summary>
internal sealed class RuntimeCounters
{
    private const string Source = "System.Runtime";

    /// <summary>The report that all counters of a source share the name of.</summary>
    private const string Report = "EventCounters";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["threadpool-thread-count"] = DotnetColumns.PoolThreads,
        ["threadpool-queue-length"] = DotnetColumns.PoolQueue,
        ["active-timer-count"] = DotnetColumns.Timers,
        ["assembly-count"] = DotnetColumns.Assemblies,
    };

    private readonly Dictionary<string, double> _told = new(StringComparer.Ordinal);

    /// <summary>The columns.</summary>
    public static IReadOnlyCollection<string> Columns => Known.Values;

    /// <summary>
    /// What a session must ask for. The runtime takes the whole seconds of the interval as the delay of the first report: below one second it
    /// comes at once, and the next one only after the session has ended.
    /// </summary>
    public static EventPipeProvider Provider { get; } =
        new(Source, EventLevel.Informational, keywords: 0, new Dictionary<string, string>(StringComparer.Ordinal) { ["EventCounterIntervalSec"] = "0.9" });

    /// <summary>Whether every counter was heard.</summary>
    public bool AreHeard => _told.Count == Known.Count;

    /// <summary>Subscribes to the report.</summary>
    public void Attach(DynamicTraceEventParser events) => events.All += OnEvent;

    /// <summary>Sets every column; a counter that was not heard is a gap.</summary>
    public void AddTo(Dictionary<string, Reading> into)
    {
        foreach (var column in Columns)
        {
            into[column] = _told.TryGetValue(column, out var value) ? Reading.Of(value) : Reading.Missing("the runtime told no counters (EventSourceSupport may be off)");
        }
    }

    private void OnEvent(TraceEvent happened)
    {
        if (!string.Equals(happened.ProviderName, Source, StringComparison.Ordinal) || !string.Equals(happened.EventName, Report, StringComparison.Ordinal)
            || happened.PayloadValue(0) is not IDictionary<string, object> outer
            || !outer.TryGetValue("Payload", out var inner) || inner is not IDictionary<string, object> counter
            || !counter.TryGetValue("Name", out var name) || name is not string known
            || !Known.TryGetValue(known, out var column) || !counter.TryGetValue("Mean", out var value))
        {
            return;
        }

        _told[column] = Convert.ToDouble(value, CultureInfo.InvariantCulture);
    }
}
