using System.Globalization;
using System.Runtime.InteropServices;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Records;
using LeakGate.Samples;
using LeakGate.Verdicts;

namespace LeakGate.Observation.Experiments;

/// <summary>Fills the records that say what was run, where, and by which rules.</summary>
internal static class Facts
{
    public static HeaderRecord Header(ExperimentSetup setup, TimeProvider time) => new()
    {
        At = TimeSpan.Zero,
        RunId = setup.RunId,
        Target = setup.Target.Name,
        Started = time.GetUtcNow(),
        Version = setup.Version,
        Branch = setup.Branch,
        Commit = setup.Commit,
        Profile = setup.Profile.Name,
        Budget = setup.Profile.Budget,
        Expect = setup.Target.Expect == Expectation.Leak ? "leak" : "clean",
        Source = SourceOf(setup.Target.Source),
        Url = setup.Target.Url?.ToString(),
        Requests = [.. setup.Load.Requests.Select(request => request.Name)],
        Weights = [.. setup.Load.Requests.Select(request => request.Weight)],
        Rate = setup.Load.Rate,
        Concurrency = setup.Load.Concurrency,
        Seed = setup.Load.Seed,
        ByTime = setup.Watch is not null,
        MostBlocks = setup.Watch is { } watch ? WatchWindows.Of(watch.Duration).Judged : setup.MostBlocks,
        MostRounds = setup.Watch is null ? setup.MostRounds : 0,
        ProductionRate = setup.Target.ProductionRate,
        ThresholdBytes = setup.Gate.Thresholds?.GrowthBytes,
        ThresholdBytesPerMinute = setup.Gate.Thresholds?.BytesPerMinute,
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["system"] = RuntimeInformation.OSDescription,
            ["architecture"] = RuntimeInformation.OSArchitecture.ToString(),
            ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["runtime of leakgate"] = RuntimeInformation.FrameworkDescription,
        },
    };

    /// <summary>
    /// What is judged: every resource that any program has, the heap and what else a runtime offers, the gauges. It is fixed here, before the first
    /// judged block, because the evidence that decides depends on how many there are.
    /// </summary>
    public static async Task<ReadyRecord> ReadyAsync(
        ExperimentSetup setup, ITarget target, ProbeSet probes, RunClock clock, CancellationToken cancel)
    {
        List<Resource> gated =
        [
            .. Resource.All.Where(resource => resource != Resource.Heap || probes.Runtimes.Count > 0),
            .. probes.More,
            .. setup.Target.Probes.Gauges.Select(Resource.Gauge),
        ];
        var limits = new Dictionary<string, LimitRecord>(Limits.Read(target.ReadTree()), StringComparer.Ordinal);
        foreach (var (resource, limit) in setup.ServerLimits)
        {
            limits[resource] = limit;
        }

        if (MemoryLimitOf(target) is { } memory && (!limits.TryGetValue(Resource.Memory.Name, out var known) || memory < known.Value))
        {
            limits[Resource.Memory.Name] = limits[Resource.Heap.Name] = new LimitRecord(memory, "container");
        }

        var check = await ProbeCheck.RunAsync(gated.Contains(Resource.Heap), clock.Time, cancel);
        return new ReadyRecord
        {
            At = clock.Now,
            Pid = target.RootPid,
            Runtimes = probes.Runtimes,
            Margins = gated.ToDictionary(resource => resource.Name, resource => MarginOf(resource, setup), StringComparer.Ordinal),
            EvidenceNeeded = 100.0 * gated.Count,
            Limits = limits,
            Blind = BlindOf(gated, check),
            Unread = probes.Unread.Count > 0 ? probes.Unread : null,
        };
    }

    public static Policy Policy(ExperimentSetup setup, ReadyRecord ready) => Replay.ToPolicy(Header(setup, TimeProvider.System), ready);

    public static EvidenceRecord Evidence(Standing standing)
    {
        var judgement = standing.Judgement;
        var state = standing switch
        {
            { Gap: not null } => "unmeasured",
            { IsClean: true } => "clean",
            { IsCandidate: true } => "leak",
            _ => "undecided",
        };

        // What is clean has a bound that was shown, and that is never 0; the interval of floors that stand still is.
        var high = standing.IsClean ? judgement.CleanBound ?? judgement.Growth?.High : judgement.Growth?.High;
        return new EvidenceRecord(
            judgement.LeakEvidence, judgement.CleanEvidence, judgement.Growth?.Slope, judgement.Growth?.Low, high, state);
    }

    private static double MarginOf(Resource resource, ExperimentSetup setup) => setup.Watch is null
        ? MarginOf(resource, setup.Gate)
        : resource.Unit == Unit.Bytes ? setup.Gate.BytesPerHour : setup.Gate.CountPerHour;

    private static double MarginOf(Resource resource, GatePlan gate) =>
        gate.Overrides.TryGetValue(resource.Name, out var own) ? own
        : resource.Unit == Unit.Bytes ? gate.BytesPerRequest
        : gate.CountPerRequest;

    /// <summary>A resource is blind when its check failed or could not be made. What a gauge counts, and how many goroutines there are, only the target knows. One check stands for connections to every kind of peer.</summary>
    private static Dictionary<string, string>? BlindOf(IReadOnlyList<Resource> gated, ProbeCheckResult check)
    {
        var blind = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in gated.Where(Resource.All.Contains))
        {
            var checkedAs = resource == Resource.DatabaseConnections || resource == Resource.RedisConnections ? Resource.Connections : resource;
            var line = check.Lines.FirstOrDefault(line => line.Resource == checkedAs.Name);
            if (line is not { Ok: true })
            {
                line ??= check.Lines.FirstOrDefault(line => !line.Ok);
                blind[resource.Name] = line is null ? "not checked"
                    : line.Gap ?? string.Create(CultureInfo.InvariantCulture, $"{line.Read} of {line.Expected}");
            }
        }

        return blind.Count > 0 ? blind : null;
    }

    /// <summary>The limit that a container engine tells.</summary>
    private static double? MemoryLimitOf(ITarget target) => target switch
    {
        AttachedTarget attached => attached.MemoryLimit,
        ContainerTarget own => own.MemoryLimit,
        _ => null,
    };

    private static string SourceOf(TargetSource source) => source switch
    {
        TargetSource.Image image => string.Join(' ', ["image", image.Name, .. image.AsWritten]),
        TargetSource.Command command => string.Join(' ', command.AsWritten),
        TargetSource.Pid pid => string.Create(CultureInfo.InvariantCulture, $"pid {pid.Id}"),
        TargetSource.Port port => string.Create(CultureInfo.InvariantCulture, $"port {port.Number}"),
        TargetSource.Container container => $"container {container.Name}",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Unknown source."),
    };
}
