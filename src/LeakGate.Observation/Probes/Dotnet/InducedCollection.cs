using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>
/// Makes a .NET process collect, without code in it: a runtime that gets an event session with the keyword GCHeapCollect
/// runs a full blocking collection before it answers. The session is stopped and read to its end each time, so that
/// nothing stays behind in the target. A collection that also gives memory back to the system (GCCollectionMode.Aggressive)
/// cannot be asked for in this way: freed memory that the runtime keeps stays in <c>anonymous_bytes</c> until it decommits.
/// </summary>
internal static class InducedCollection
{
    /// <summary>At least two: the first only queues finalizable objects, the second frees them.</summary>
    public const int FewestRounds = 2;

    /// <summary>At most four: then finalizers that never end, or free ever more, are the program's own matter.</summary>
    public const int MostRounds = 4;

    /// <summary>A last round that still freed more than this share shows that finalizers released more objects.</summary>
    private const double StillFalling = 0.05;

    /// <summary>
    /// How long a session stays open after its collection, so that it hears that the finalizers have ended: without this
    /// nobody knows, and a third round is needed.
    /// </summary>
    private static readonly TimeSpan ForFinalizers = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// How long a session that asks for counters stays open: they are told at once, by a thread that has to wake up first. What comes too late is
    /// asked for in the next round.
    /// </summary>
    private static readonly TimeSpan ForCounters = TimeSpan.FromMilliseconds(50);

    private const string Provider = "Microsoft-Windows-DotNETRuntime";
    private const long GCKeyword = 0x1;
    private const long GCHeapCollectKeyword = 0x800000;
    private const int BufferMegabytes = 1;

    /// <summary>Collects until finalizable garbage is gone, and says what is left.</summary>
    /// <param name="socket">Path of the process's diagnostic socket.</param>
    /// <param name="counters">Takes what the runtime counts, unless <see langword="null"/>; what that leaves in the heap the next collection frees.</param>
    /// <param name="time">Measures the pause.</param>
    /// <param name="cancel">Ends it in the middle; the session ends with its connection.</param>
    public static async Task<CollectionResult> RunAsync(string socket, RuntimeCounters? counters, TimeProvider time, CancellationToken cancel)
    {
        await using var connector = await DiagnosticsClientConnector.FromDiagnosticPort(socket + ",connect", cancel);
        var client = connector.Instance;
        var finalizersEnded = false;
        CollectionResult? last = null;
        for (var round = 1; ; round++)
        {
            var events = await CollectOnceAsync(client, counters is { AreHeard: false } ? counters : null, time, cancel);
            var result = events.ToResult();
            var freedMuch = last is not { } before || result.LiveBytes < before.LiveBytes * (1 - StillFalling);
            var settled = round > FewestRounds ? !freedMuch : round == FewestRounds && !freedMuch && finalizersEnded;
            if (result.Gap is not null || settled || round == MostRounds)
            {
                return result;
            }

            finalizersEnded = events.FinalizersEnded;
            last = result;
        }
    }

    private static async Task<CollectionEvents> CollectOnceAsync(DiagnosticsClient client, RuntimeCounters? counters, TimeProvider time, CancellationToken cancel)
    {
        var events = new CollectionEvents();
        var collection = new EventPipeProvider(Provider, EventLevel.Informational, GCKeyword | GCHeapCollectKeyword);
        EventPipeProvider[] providers = counters is null ? [collection] : [collection, RuntimeCounters.Provider];
        using var session = await client.StartEventPipeSessionAsync(providers, requestRundown: false, BufferMegabytes, cancel);

        // The parser blocks on the stream: closing the session is what ends it when the target stops answering.
        using var abort = cancel.Register(session.Dispose);
        var reading = Task.Factory.StartNew(
            () => Read(session.EventStream, events, counters),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            await Task.Delay(counters is null ? ForFinalizers : ForCounters, time, cancel);

            // The answer comes when the runtime has flushed what it has, about 100 ms later.
            await session.StopAsync(cancel);
            await reading.WaitAsync(cancel);
        }
        catch
        {
            session.Dispose();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return events;
    }

    private static void Read(Stream stream, CollectionEvents events, RuntimeCounters? counters)
    {
        using var source = new EventPipeEventSource(stream);
        events.Attach(source.Clr);
        counters?.Attach(source.Dynamic);
        _ = source.Process();
    }
}
