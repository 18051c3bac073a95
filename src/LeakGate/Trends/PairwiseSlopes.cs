using LeakGate.Series;

namespace LeakGate.Trends;

/// <summary>The slopes of all pairs of floors that have requests between them.</summary>
internal static class PairwiseSlopes
{
    /// <summary>All (y_j − y_i)/(N_j − N_i) with N_j &gt; N_i, lowest first.</summary>
    public static double[] Sorted(ReadOnlySpan<Floor> floors)
    {
        var slopes = new double[floors.Length * (floors.Length - 1) / 2];
        var count = 0;
        for (var i = 0; i < floors.Length; i++)
        {
            for (var j = i + 1; j < floors.Length; j++)
            {
                var requests = floors[j].Requests - floors[i].Requests;
                if (requests > 0)
                {
                    slopes[count++] = (floors[j].Value - floors[i].Value) / requests;
                }
            }
        }

        Array.Resize(ref slopes, count);
        Array.Sort(slopes);
        return slopes;
    }

    /// <summary>The median of values in ascending order; at least one.</summary>
    public static double Median(ReadOnlySpan<double> sorted) =>
        sorted.Length % 2 == 1
            ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
