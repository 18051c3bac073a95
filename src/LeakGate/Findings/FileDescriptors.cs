using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;

namespace LeakGate.Findings;

/// <summary>
/// How many descriptors of files each request leaves open, from the kinds that were counted before and after it ran alone.
/// A request that leaks a connection and a file leaves two descriptors: the kinds tell that one of them is a cause of its own.
/// </summary>
internal static class FileDescriptors
{
    private const double Normal95 = 1.96;

    /// <summary>Growth of the descriptors whose name is a path, by request; empty where kinds were not counted.</summary>
    /// <remarks>The interval is a normal one: a floor is exact within one unit on either side, and events are Poisson.</remarks>
    /// <param name="blocks">The blocks of the run, in order.</param>
    /// <param name="weights">Weights of the requests of the mix.</param>
    public static IReadOnlyList<AloneGrowth> Alone(IReadOnlyList<Block> blocks, IReadOnlyList<int> weights)
    {
        var all = (double)weights.Sum();
        var found = new List<AloneGrowth>();
        for (var i = 1; i < blocks.Count; i++)
        {
            if (blocks[i] is { Stage: Stage.Confirm, Only: { } request, CompletedTotal: > 0 and var requests }
                && FilesOf(blocks[i - 1]) is { } before && FilesOf(blocks[i]) is { } after)
            {
                var grown = (double)(after - before);
                var each = grown / requests;
                var reach = Normal95 * Math.Sqrt(2 + Math.Max(0, grown)) / requests;
                found.Add(new AloneGrowth(request, requests, each, each - reach, each + reach, weights[request] / all * each, 0));
            }
        }

        return found;
    }

    private static long? FilesOf(Block block) =>
        block.Details.TryGetValue(Resource.Descriptors.Column, out var kinds)
            ? kinds.Where(kind => kind.Key.StartsWith('/')).Sum(kind => kind.Value)
            : null;
}
