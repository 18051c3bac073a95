using System.Numerics;
using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Load;

/// <summary>
/// In which order the requests of a mix are sent, so that proportions are exact: the order repeats every
/// <see cref="CycleLength"/> requests, and within one cycle request <c>r</c> comes <c>weight_r / gcd</c> times, spread as
/// evenly as weights allow (smooth weighted round robin, as in nginx: add each weight to its credit, take the largest
/// credit, subtract the sum). Immutable and thread safe.
/// </summary>
public sealed class Mix
{
    /// <summary>The longest cycle: weights whose sum over their greatest common divisor is above it are refused.</summary>
    public const int LongestCycle = LoadPlan.LongestCycle;

    private readonly int[] _order;
    private readonly int[] _rank;
    private readonly int[][] _positions;

    /// <summary>Makes the order of a mix.</summary>
    /// <param name="weights">By request; not negative, at least one above 0.</param>
    /// <exception cref="ArgumentException">No weight is above 0, one is negative, or the cycle would be too long.</exception>
    public Mix(IReadOnlyList<int> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Any(weight => weight < 0) || weights.All(weight => weight == 0))
        {
            throw new ArgumentException("Weights are 0 or more, and at least one is above 0.", nameof(weights));
        }

        var divisor = weights.Aggregate(BigInteger.Zero, (gcd, weight) => BigInteger.GreatestCommonDivisor(gcd, weight));
        var shares = weights.Select(weight => (long)(weight / divisor)).ToArray();
        if (shares.Sum() > LongestCycle)
        {
            throw new ArgumentException("The weights have no small ratio: their sum over their common divisor is above 1000000.", nameof(weights));
        }

        (_order, _rank) = Spread(shares);
        _positions = [.. shares.Select((_, request) => Enumerable.Range(0, _order.Length).Where(at => _order[at] == request).ToArray())];
    }

    /// <summary>Requests in one cycle: the sum of the weights over their greatest common divisor.</summary>
    public int CycleLength => _order.Length;

    /// <summary>The requests of one cycle, by index, in the order in which they are sent.</summary>
    public IReadOnlyList<int> Order => _order;

    /// <summary>Kinds of request, those with weight 0 included.</summary>
    public int Kinds => _positions.Length;

    /// <summary>How often a request comes in one cycle.</summary>
    public int PerCycle(int request) => _positions[request].Length;

    /// <summary>The next multiple of the cycle: block sizes that are one hold the exact proportions.</summary>
    public long RoundUp(long requests)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        return checked((requests + CycleLength - 1) / CycleLength * CycleLength);
    }

    /// <summary>How often each request comes among the first <paramref name="requests"/> of a block.</summary>
    public IReadOnlyList<long> Counts(long requests)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        var (cycles, rest) = Math.DivRem(requests, CycleLength);
        var counts = _positions.Select(positions => cycles * positions.Length).ToArray();
        for (var at = 0; at < rest; at++)
        {
            counts[_order[at]]++;
        }

        return counts;
    }

    /// <summary>Which request comes at an index of a block, and the how-manieth of its kind it is, from 0.</summary>
    internal (int Request, long Nth) At(long index)
    {
        var (cycle, at) = Math.DivRem(index, CycleLength);
        var request = _order[at];
        return (request, (cycle * PerCycle(request)) + _rank[at]);
    }

    /// <summary>The index within a block at which a request comes for the given time, from 0.</summary>
    internal long IndexOf(int request, long nth)
    {
        var (cycle, rank) = Math.DivRem(nth, PerCycle(request));
        return (cycle * CycleLength) + _positions[request][rank];
    }

    private static (int[] Order, int[] Rank) Spread(long[] shares)
    {
        var order = new int[shares.Sum()];
        var rank = new int[order.Length];
        var credit = new long[shares.Length];
        var seen = new int[shares.Length];
        for (var at = 0; at < order.Length; at++)
        {
            var next = 0;
            for (var request = 0; request < shares.Length; request++)
            {
                credit[request] += shares[request];
                if (credit[request] > credit[next])
                {
                    next = request;
                }
            }

            credit[next] -= order.Length;
            order[at] = next;
            rank[at] = seen[next]++;
        }

        return (order, rank);
    }
}
