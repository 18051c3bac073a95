using LeakGate.Runs.Records;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Verdicts;

namespace LeakGate.Runs;

/// <summary>From the records of a run to what the judge reads: the same during a run, at its end and months later.</summary>
public static class Replay
{
    private static readonly Dictionary<string, Stage> Stages = new(StringComparer.Ordinal)
    {
        ["start"] = Stage.Start,
        ["ready"] = Stage.Ready,
        ["warm-up"] = Stage.WarmUp,
        ["pilot"] = Stage.Pilot,
        ["blocks"] = Stage.Blocks,
        ["confirm"] = Stage.Confirm,
        ["stop"] = Stage.Stop,
    };

    /// <summary>Name of a stage in records.</summary>
    public static string NameOf(Stage stage) => Stages.First(pair => pair.Value == stage).Key;

    /// <summary>One recorded block.</summary>
    public static Block ToBlock(BlockRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var floors = record.Floors.ToDictionary(pair => pair.Key, pair => Reading.Of(pair.Value), StringComparer.Ordinal);
        foreach (var (column, reason) in record.Gaps ?? new Dictionary<string, string>())
        {
            floors[column] = Reading.Missing(reason);
        }

        return new Block
        {
            Index = record.Index,
            Stage = Stages[record.Stage],
            Only = record.Only,
            Frozen = record.Frozen,
            Completed = record.Completed,
            Planned = record.Planned.Sum(),
            Failed = record.Failed.Sum(),
            TotalRequests = record.TotalRequests,
            Started = record.Started,
            LoadEnded = record.LoadEnded,
            Ended = record.At,
            Floors = floors,
            Peaks = record.Peaks ?? new Dictionary<string, double>(),
            Details = record.Details ?? new Dictionary<string, IReadOnlyDictionary<string, long>>(),
            CpuFree = record.CpuFree,
            CpuOthers = record.CpuOthers,
            Settled = record.Settled,
        };
    }

    /// <summary>The policy that was fixed when the target was ready.</summary>
    public static Policy ToPolicy(HeaderRecord header, ReadyRecord ready, IReadOnlyDictionary<string, string>? ignored = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(ready);
        return new Policy
        {
            Margins = ready.Margins.Keys
                .Select(Resource.Find)
                .OfType<Resource>()
                .OrderBy(resource => resource.CauseOrder)
                .ToDictionary(resource => resource, resource => ready.Margins[resource.Name]),
            ByTime = header.ByTime,
            MostBlocks = header.MostBlocks,
            MostRounds = Math.Max(1, header.MostRounds),
            ThresholdBytes = header.ThresholdBytes,
            ThresholdBytesPerMinute = header.ThresholdBytesPerMinute,
            Ignored = ignored ?? new Dictionary<string, string>(),
        };
    }

    /// <summary>Everything that was measured.</summary>
    public static Measurement ToMeasurement(RecordedRun run, ReadyRecord ready)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(ready);
        var events = run.Records.OfType<EventRecord>().ToList();
        var errors = run.Blocks
            .SelectMany(block => block.Errors ?? new Dictionary<string, long>())
            .GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum())
            .FirstOrDefault();
        return new Measurement
        {
            Blocks = [.. run.Blocks.Select(ToBlock)],
            Requests = run.Header.Requests,
            Weights = run.Header.Weights,
            Limits = ready.Limits.ToDictionary(pair => pair.Key, pair => (pair.Value.Value, pair.Value.Source), StringComparer.Ordinal),
            Blind = ready.Blind ?? new Dictionary<string, string>(),
            Unread = ready.Unread ?? new Dictionary<string, string>(),
            ProductionRate = run.Header.ProductionRate,
            CutShort = events.Exists(e => e.Code == EventCodes.Interrupted) ? "interrupted"
                : events.Exists(e => e.Code == EventCodes.Budget) ? "budget"
                : run.Records.OfType<StageRecord>().Any(stage => stage.Stage == "stop") ? null : "cut_off",
            MainError = errors?.Key,
        };
    }
}
