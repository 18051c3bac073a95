using LeakGate.Runs.Plans.Templates;

namespace LeakGate.Observation.Load;

/// <summary>
/// Which request stands at which index of a block, and which keys it gets, over a whole run. A key depends on the orders
/// of the run and the index alone, so timing and concurrency cannot change it. Not thread safe; the blocks it makes are.
/// </summary>
internal sealed class KeySchedule(Mix mix, int seed)
{
    private long _nextSequence = 1;
    private KeyPool? _pool;

    /// <summary>Lays out the keys of the next block.</summary>
    /// <exception cref="InvalidOperationException">Frozen keys are asked for, but no cycle of the mix has been sent yet.</exception>
    public KeyBlock Plan(LoadOrder order)
    {
        if (order.Frozen)
        {
            if (_pool is null || (order.Only is { } frozen && mix.PerCycle(frozen) == 0))
            {
                throw new InvalidOperationException("Keys can be frozen only after a block of the mix has sent them.");
            }

            return new KeyBlock(mix, seed, order, _pool.FirstSequence, _pool);
        }

        var block = new KeyBlock(mix, seed, order, _nextSequence, _pool);
        // Sequence numbers that a block planned but did not come to send stay unused: what later blocks send must not
        // depend on how fast an earlier one was.
        _nextSequence += order.Requests;
        return block;
    }

    /// <summary>Notes what a block has sent, so that its keys can come again.</summary>
    public void Sent(KeyBlock block, long requests)
    {
        var wholeCycles = requests / mix.CycleLength * mix.CycleLength;
        if (block.Order is { Frozen: false, Only: null } && wholeCycles > 0)
        {
            _pool = new KeyPool(block.FirstSequence, wholeCycles);
        }
    }
}

/// <summary>Keys that have been sent: those of the latest block of the mix, in whole cycles.</summary>
internal sealed record KeyPool(long FirstSequence, long Length);

/// <summary>The keys of one block. Immutable and thread safe.</summary>
internal sealed class KeyBlock(Mix mix, int seed, LoadOrder order, long firstSequence, KeyPool? pool)
{
    public LoadOrder Order => order;

    public long FirstSequence => firstSequence;

    /// <summary>Which request stands at an index of the block, with its keys.</summary>
    public TemplateContext At(long index)
    {
        if (order.Only is { } only)
        {
            return Alone(only, index);
        }

        var at = order.Frozen ? index % pool!.Length : index;
        var (request, nth) = mix.At(at);
        return new TemplateContext(seed, request, firstSequence + at, nth + 1);
    }

    /// <summary>
    /// A request that runs alone is sent more often than it is in the mix, so its <c>{{n}}</c> would run on into keys that
    /// were never sent: a cache that fills would look like a leak of this request. It goes round within what the mix sent.
    /// </summary>
    private TemplateContext Alone(int request, long index)
    {
        var sent = pool is null ? 0 : pool.Length / mix.CycleLength * mix.PerCycle(request);
        var nth = sent > 0 ? index % sent : index;
        var at = order.Frozen ? mix.IndexOf(request, nth) : index;
        return new TemplateContext(seed, request, firstSequence + at, nth + 1);
    }

    /// <summary>How many of each request the block holds.</summary>
    public IReadOnlyList<long> Counts()
    {
        if (order.Only is not { } only)
        {
            return mix.Counts(order.Requests);
        }

        var counts = new long[mix.Kinds];
        counts[only] = order.Requests;
        return counts;
    }
}
