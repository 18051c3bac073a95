using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Samples;

namespace LeakGate.Reports.Formats.Performance;

/// <summary>Makes the load report from the records of a run, and from nothing else.</summary>
public static class PerformanceReading
{
    /// <summary>The report; <see langword="null"/> when no judged block of the mix was recorded.</summary>
    public static PerformanceReport? Of(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var blocks = run.Blocks.Where(block => block is { Stage: "blocks", Only: null, Frozen: false } && Seconds(block) > 0).ToList();
        if (blocks.Count == 0)
        {
            return null;
        }

        var seconds = blocks.Sum(Seconds);
        var completed = blocks.Sum(block => block.Completed.Sum());
        var speeds = blocks.ConvertAll(block => block.Completed.Sum() / Seconds(block));
        return new PerformanceReport
        {
            RunId = run.Header.RunId,
            Target = run.Header.Target,
            Profile = run.Header.Profile,
            Concurrency = run.Header.Concurrency,
            RateAsked = run.Header.Rate,
            Blocks = blocks.Count,
            LoadSeconds = Math.Round(seconds, 3),
            Completed = completed,
            Failed = blocks.Sum(block => block.Failed.Sum()),
            RequestsPerSecond = Significant(completed / seconds),
            BlockSpeeds = new(Significant(speeds.Min()), Significant(speeds.Max())),
            Errors = Errors(blocks),
            Processor = Processor(blocks),
            Memory = Memory(blocks),
            Requests = [.. run.Header.Requests.Select((name, index) => Request(run, blocks, name, index, seconds))],
        };
    }

    private static PerformanceReport.RequestPerformance Request(
        RecordedRun run, List<BlockRecord> blocks, string name, int index, double seconds)
    {
        var completed = blocks.Sum(block => block.Completed[index]);
        var latencies = blocks.Select(block => block.Latency is { } all && index < all.Count ? all[index] : null).OfType<LatencyRecord>().ToList();
        var alone = run.Blocks.Where(block => block.Only == index && block.Completed[index] > 0 && block.TargetCores is not null).ToList();
        return new PerformanceReport.RequestPerformance
        {
            Request = name,
            Weight = run.Header.Weights[index],
            Completed = completed,
            Failed = blocks.Sum(block => block.Failed[index]),
            RequestsPerSecond = Significant(completed / seconds),
            LatencyMs = latencies.Count == 0 ? null : new LatencyRecord(
                Significant(Median(latencies, latency => latency.P50)),
                Significant(Median(latencies, latency => latency.P95)),
                Significant(Median(latencies, latency => latency.P99)),
                Significant(latencies.Max(latency => latency.Max))),
            MillisecondsAlone = alone.Count == 0 ? null
                : Significant(alone.Sum(block => block.TargetCores!.Value * Seconds(block)) * 1000 / alone.Sum(block => block.Completed[index])),
        };
    }

    private static PerformanceReport.ErrorCount[] Errors(List<BlockRecord> blocks) =>
    [
        .. blocks.SelectMany(block => block.Errors ?? new Dictionary<string, long>())
            .GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
            .Select(group => new PerformanceReport.ErrorCount(group.Key, group.Sum()))
            .OrderByDescending(error => error.Count)
            .ThenBy(error => error.Kind, StringComparer.Ordinal),
    ];

    private static PerformanceReport.ProcessorUse? Processor(List<BlockRecord> blocks)
    {
        var measured = blocks.Where(block => block.TargetCores is not null).ToList();
        var completed = measured.Sum(block => block.Completed.Sum());
        if (completed == 0)
        {
            return null;
        }

        var used = measured.Sum(block => block.TargetCores!.Value * Seconds(block));
        var free = measured.Where(block => block.CpuFree is not null).ToList();
        return new(
            Significant(used / measured.Sum(Seconds)),
            Significant(used * 1000 / completed),
            free.Count == 0 ? null : Significant(free.Sum(block => block.CpuFree!.Value * Seconds(block)) / free.Sum(Seconds)));
    }

    private static PerformanceReport.MemoryUse? Memory(List<BlockRecord> blocks)
    {
        var column = Resource.Memory.Column;
        var floors = blocks.Where(block => block.Floors.ContainsKey(column)).ToList();
        if (floors.Count == 0)
        {
            return null;
        }

        var peaks = blocks.Where(block => block.Peaks?.ContainsKey(column) == true).Select(block => block.Peaks![column]).ToList();
        var between = floors[^1].TotalRequests - floors[0].TotalRequests;
        return new(
            floors[^1].Floors[column],
            peaks.Count == 0 ? null : peaks.Max(),
            between <= 0 ? 0 : Significant((floors[^1].Floors[column] - floors[0].Floors[column]) / between));
    }

    private static double Seconds(BlockRecord block) => (block.LoadEnded - block.Started).TotalSeconds;

    private static double Median(List<LatencyRecord> latencies, Func<LatencyRecord, double> of)
    {
        var sorted = latencies.Select(of).Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Four significant digits: more would claim what a few blocks cannot tell.</summary>
    private static double Significant(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value;
        }

        var places = 3 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return places >= 0 ? Math.Round(value, Math.Min(places, 15)) : Math.Round(value);
    }
}
