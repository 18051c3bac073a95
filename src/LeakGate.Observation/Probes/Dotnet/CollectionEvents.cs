using System.Globalization;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>
/// Follows the events of one session to the collection that the session induced: the blocking one of all generations.
/// While it runs no other collection does, so every heap reported between its start and its end is its own.
/// </summary>
internal sealed class CollectionEvents
{
    /// <summary>Generations 0, 1, 2, then large objects and pinned objects.</summary>
    private const int Generations = 5;

    private int? _collection;
    private int _expectedHeaps;
    private readonly long[] _live = new long[Generations];
    private int _heaps;
    private long _free;
    private (long Pinned, long Handles)? _held;
    private bool _ended;
    private double? _stopping;
    private TimeSpan? _pause;

    /// <summary>Whether the finalizers that the collection made due have run, or there were none.</summary>
    public bool FinalizersEnded { get; private set; }

    /// <summary>Subscribes to what is needed.</summary>
    public void Attach(ClrTraceEventParser events)
    {
        events.GCSuspendEEStart += OnStopping;
        events.GCRestartEEStop += OnRunning;
        events.GCStart += OnStart;
        events.GCPerHeapHistory += OnHeap;
        events.GCGlobalHeapHistory += OnGlobal;
        events.GCStop += OnStop;
        events.GCFinalizersStop += _ => FinalizersEnded |= _ended;

        // The runtime tells its statistics after the end; with nothing to finalize the finalizer thread stays silent.
        events.GCHeapStats += OnStatistics;
    }

    /// <summary>Bytes in live objects after the collection; or why that is not known.</summary>
    public CollectionResult ToResult()
    {
        if (!_ended)
        {
            return CollectionResult.Failed("the runtime reported no induced collection");
        }

        return _heaps == _expectedHeaps
            ? new CollectionResult(_live.Sum(), null)
            {
                Shape = new HeapShape
                {
                    Live = _live,
                    Free = _free,
                    Collections = _collection!.Value,
                    PinnedObjects = _held?.Pinned,
                    Handles = _held?.Handles,
                    Pause = _pause,
                },
            }
            : CollectionResult.Failed(string.Create(
                CultureInfo.InvariantCulture,
                $"the runtime reported {_heaps} of its {_expectedHeaps} heaps"));
    }

    /// <summary>The last time before the end is that of the collection: nothing else stops the program while it is stopped.</summary>
    private void OnStopping(GCSuspendEETraceData stopping)
    {
        if (!_ended)
        {
            _stopping = stopping.TimeStampRelativeMSec;
        }
    }

    private void OnRunning(GCNoUserDataTraceData running)
    {
        if (_ended && _stopping is { } since)
        {
            _pause ??= TimeSpan.FromMilliseconds(running.TimeStampRelativeMSec - since);
        }
    }

    private void OnStart(GCStartTraceData start)
    {
        if (_ended || start.Depth != 2 || start.Type != GCType.NonConcurrentGC || !IsInduced(start.Reason))
        {
            return;
        }

        _collection = start.Count;
        (_heaps, _expectedHeaps, _free) = (0, 0, 0);
        Array.Clear(_live);
    }

    private static bool IsInduced(GCReason reason) =>
        reason is GCReason.Induced or GCReason.InducedNotForced or GCReason.InducedCompacting;

    private void OnHeap(GCPerHeapHistoryTraceData heap)
    {
        if (_collection is null || _ended)
        {
            return;
        }

        _heaps++;
        for (var generation = 0; generation < Generations; generation++)
        {
            // Free space between the objects is the runtime's, not the program's.
            var part = heap.GenData((Gens)generation);
            _live[generation] += part.ObjSizeAfter;
            _free += part.FreeListSpaceAfter + part.FreeObjSpaceAfter;
        }
    }

    private void OnGlobal(GCGlobalHeapHistoryTraceData global)
    {
        if (_collection is not null && !_ended)
        {
            _expectedHeaps = global.NumHeaps;
        }
    }

    private void OnStatistics(GCHeapStatsTraceData statistics)
    {
        if (_ended)
        {
            _held ??= (statistics.PinnedObjectCount, statistics.GCHandleCount);
            FinalizersEnded |= statistics.FinalizationPromotedCount == 0;
        }
    }

    private void OnStop(GCEndTraceData end) => _ended |= end.Count == _collection;
}
