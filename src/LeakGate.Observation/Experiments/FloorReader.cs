using LeakGate.Observation.Probes;
using LeakGate.Samples;

namespace LeakGate.Observation.Experiments;

/// <summary>What was read when all was quiet.</summary>
/// <param name="Floors">The lowest value by column, and what is read once beside the details.</param>
/// <param name="Gaps">Why a column has none.</param>
/// <param name="Details">Counts by column and kind.</param>
/// <param name="Settled">Whether memory had stopped falling.</param>
internal sealed record QuietReading(
    Dictionary<string, double> Floors,
    Dictionary<string, string>? Gaps,
    Dictionary<string, IReadOnlyDictionary<string, long>>? Details,
    bool Settled);

/// <summary>
/// Reads the floor at the end of a block: a pause in which the target finishes what it began, a collection where its
/// runtime offers one, then several readings of which the lowest counts.
/// </summary>
internal sealed class FloorReader(Sampler sampler, IReadOnlyList<IProbe> probes, TimeProvider time)
{
    private const int LeastReadings = 3;
    private const int MostReadings = 8;

    /// <summary>Two readings of memory this close are at rest: the kernel hands out memory in steps of about this size.</summary>
    private const double AtRestBytes = 256 * 1024;

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(120);

    public async Task<QuietReading> ReadAsync(CancellationToken cancel)
    {
        await Task.Delay(Quiet, time, cancel);
        await sampler.AloneAsync(
            async tree =>
            {
                foreach (var probe in probes)
                {
                    await probe.CollectAsync(tree, cancel);
                }

                return true;
            },
            cancel);

        var lowest = new Dictionary<string, Reading>(StringComparer.Ordinal);
        double? before = null;
        var settled = false;
        for (var round = 0; round < MostReadings && !(round >= LeastReadings && settled); round++)
        {
            if (round > 0)
            {
                await Task.Delay(Between, time, cancel);
            }

            var now = await ReadOnceAsync(cancel);
            Keep(now, lowest);
            var memory = now.Readings.TryGetValue(Resource.Memory.Column, out var reading) ? reading.Value : null;
            settled = memory is null || (before is { } earlier && earlier - memory.Value < AtRestBytes);
            before = memory;
        }

        var details = await DetailsAsync(cancel);
        Keep(details, lowest);
        var gaps = lowest.Where(pair => pair.Value.Gap is not null).ToDictionary(pair => pair.Key, pair => pair.Value.Gap!, StringComparer.Ordinal);
        return new QuietReading(
            lowest.Where(pair => pair.Value.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value.Value!.Value, StringComparer.Ordinal),
            gaps.Count > 0 ? gaps : null,
            details.Details.Count == 0
                ? null
                : details.Details.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, long>)pair.Value, StringComparer.Ordinal),
            settled);
    }

    private static void Keep(ReadingSet now, Dictionary<string, Reading> lowest)
    {
        foreach (var (column, reading) in now.Readings)
        {
            if (!lowest.TryGetValue(column, out var known) || known.Value is null || reading.Value < known.Value)
            {
                lowest[column] = reading;
            }
        }
    }

    private Task<ReadingSet> ReadOnceAsync(CancellationToken cancel) => sampler.AloneAsync(
        async tree =>
        {
            var set = new ReadingSet();
            foreach (var probe in probes)
            {
                await probe.ReadFloorAsync(tree, set, cancel);
            }

            return set;
        },
        cancel);

    private Task<ReadingSet> DetailsAsync(CancellationToken cancel) => sampler.AloneAsync(
        async tree =>
        {
            var set = new ReadingSet();
            foreach (var probe in probes)
            {
                await probe.ReadDetailsAsync(tree, set, cancel);
            }

            return set;
        },
        cancel);
}
