using LeakGate.Observation.Probes;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Samples;
using LeakGate.Series;

namespace LeakGate.Observation.Experiments;

/// <summary>
/// Reads one window of a target that is only watched: the lowest of the cheap readings for what is counted (threads, processes,
/// descriptors come and go with a load that is not ours), and one exact reading at the end for all else. No pause, no repeated
/// readings, no collection unless asked for: watching must cost and disturb next to nothing.
/// </summary>
internal sealed class WindowReader(Sampler sampler, IReadOnlyList<IProbe> probes, RunClock clock, bool collect)
{
    private static readonly string[] CheapCounts = [Resource.Threads.Column, Resource.Processes.Column, Resource.Descriptors.Column];
    private int _windows;

    /// <summary>Waits for the end of a window and reads it. The record has no evidence yet.</summary>
    /// <param name="stage">Of the window.</param>
    /// <param name="end">When it ends, since the start of the run.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<BlockRecord> ReadAsync(Stage stage, TimeSpan end, CancellationToken cancel)
    {
        sampler.BeginBlock();
        var started = clock.Now;
        if (end > started)
        {
            await Task.Delay(end - started, clock.Time, cancel);
        }

        // A reading may take seconds where there are hundreds of processes: what it finds is of the moment at which it began.
        var ended = clock.Now;
        var set = await sampler.AloneAsync(
            tree =>
            {
                ended = clock.Now;
                return ReadExactAsync(tree, cancel);
            },
            cancel);
        var (lowest, highest) = (sampler.Lowest(), sampler.Peaks());
        var floors = new Dictionary<string, double>(StringComparer.Ordinal);
        var gaps = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, reading) in set.Readings)
        {
            if (reading.Value is not { } value)
            {
                gaps[column] = reading.Gap!;
            }
            else
            {
                floors[column] = CheapCounts.Contains(column) && lowest.TryGetValue(column, out var low) ? Math.Min(low, value) : value;
            }
        }

        _windows++;
        return new BlockRecord
        {
            At = clock.Now,
            Index = _windows,
            Stage = Replay.NameOf(stage),
            Started = started,
            LoadEnded = ended,
            Planned = [],
            Completed = [],
            Failed = [],
            TotalRequests = 0,
            Floors = floors,
            Gaps = gaps.Count > 0 ? gaps : null,
            Peaks = CheapCounts.Where(highest.ContainsKey).ToDictionary(column => column, column => highest[column], StringComparer.Ordinal),
            Details = set.Details.Count == 0
                ? null
                : set.Details.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, long>)pair.Value, StringComparer.Ordinal),
        };
    }

    private async Task<ReadingSet> ReadExactAsync(Targets.ProcessTree tree, CancellationToken cancel)
    {
        var set = new ReadingSet();
        foreach (var probe in probes)
        {
            if (collect)
            {
                await probe.CollectAsync(tree, cancel);
            }

            await probe.ReadFloorAsync(tree, set, cancel);
            await probe.ReadDetailsAsync(tree, set, cancel);
        }

        return set;
    }
}
