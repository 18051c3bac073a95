using LeakGate.Runs.Records;

namespace LeakGate.Cli.Display;

/// <summary>Speed and latency of a block's load. Percentiles of several requests are not merged: that can't be done from percentiles.</summary>
internal static class LoadStatistics
{
    /// <summary>Completed requests per second of load; <see langword="null"/>: none was sent.</summary>
    public static double? PerSecond(BlockRecord block)
    {
        var seconds = (block.LoadEnded - block.Started).TotalSeconds;
        return seconds > 0 && block.Completed.Sum() > 0 ? block.Completed.Sum() / seconds : null;
    }

    /// <summary>Highest p95 of any request, milliseconds; <see langword="null"/>: none completed.</summary>
    public static double? Slowest(BlockRecord block) => Range(block, l => l.P95)?.High;

    /// <summary>Least and greatest of a percentile over the requests, milliseconds.</summary>
    public static (double Low, double High)? Range(BlockRecord block, Func<LatencyRecord, double> percentile)
    {
        var values = (block.Latency ?? []).OfType<LatencyRecord>().Select(percentile).ToList();
        return values.Count == 0 ? null : (values.Min(), values.Max());
    }
}
