namespace LeakGate.Observation.Load;

/// <summary>
/// Counters of a running load, over the whole run. Any thread may read them at any time, without locks; each is exact by
/// itself, and two read one after the other may be some requests apart.
/// </summary>
public sealed class LoadProgress
{
    private readonly long[] _sent;
    private readonly long[] _completed;
    private readonly long[] _failed;
    private long _blockPlanned;
    private long _blockBase;

    internal LoadProgress(int requests)
    {
        _sent = new long[requests];
        _completed = new long[requests];
        _failed = new long[requests];
    }

    /// <summary>Requests whose sending has begun.</summary>
    public long Sent => Sum(_sent);

    /// <summary>Requests answered in full with a status below 400.</summary>
    public long Completed => Sum(_completed);

    /// <summary>Requests that failed, those cut off by a cancellation included.</summary>
    public long Failed => Sum(_failed);

    /// <summary>Requests that have begun and not ended; 0 between blocks.</summary>
    public long InFlight
    {
        get
        {
            // Ends are read before starts, so that a request which ends in between cannot make this negative.
            var ended = Completed + Failed;
            return Sent - ended;
        }
    }

    /// <summary>Requests planned for the block that runs, or ran last.</summary>
    public long BlockPlanned => Volatile.Read(ref _blockPlanned);

    /// <summary>Requests of that block that have ended.</summary>
    public long BlockEnded => Math.Max(0, Completed + Failed - Volatile.Read(ref _blockBase));

    /// <summary>Requests of one kind whose sending has begun.</summary>
    public long SentOf(int request) => Volatile.Read(ref _sent[request]);

    /// <summary>Requests of one kind that completed.</summary>
    public long CompletedOf(int request) => Volatile.Read(ref _completed[request]);

    /// <summary>Requests of one kind that failed.</summary>
    public long FailedOf(int request) => Volatile.Read(ref _failed[request]);

    internal void BeginBlock(long planned)
    {
        Volatile.Write(ref _blockBase, Completed + Failed);
        Volatile.Write(ref _blockPlanned, planned);
    }

    internal void CountSent(int request) => Interlocked.Increment(ref _sent[request]);

    internal void CountCompleted(int request) => Interlocked.Increment(ref _completed[request]);

    internal void CountFailed(int request) => Interlocked.Increment(ref _failed[request]);

    private static long Sum(long[] counts)
    {
        var sum = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            sum += Volatile.Read(ref counts[i]);
        }

        return sum;
    }
}
