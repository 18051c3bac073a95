using LeakGate.Runs.Records;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;
using LeakGate.Verdicts;

namespace LeakGate.Observation.Experiments;

/// <summary>
/// Keeps the dose of a run: gathers from the blocks what <see cref="Dose"/> depends on (noise, speed, headroom, time left)
/// and remembers what was chosen. The rules themselves are in <see cref="Dose"/>.
/// </summary>
internal sealed class DoseControl(
    Policy policy, IReadOnlyDictionary<string, LimitRecord> limits, int cycle, int kinds, TimeSpan budget, TimeSpan readyAt, double? rate,
    TimeSpan? leastLoad = null)
{
    private const int PilotBlocks = 4;

    /// <summary>Doses of the mix that confirmation takes: three shared out over the requests alone, one with frozen keys.</summary>
    private const int ConfirmDoses = 4;

    /// <summary>Warm-up needs no more load in a block than a judged block has at least, and the longer blocks of a load test not at all.</summary>
    private readonly TimeSpan _mostWarmUpLoad =
        leastLoad is { } given && given > TimeSpan.Zero && given < DosePlan.UsualLeastLoad ? given : DosePlan.UsualLeastLoad;

    /// <summary>A dose that rises by less than this follows the measured speed, and is as large as it will be.</summary>
    private const double Rise = 1.25;

    /// <summary>Requests of the next block of the mix.</summary>
    public long Requests { get; private set; } = Dose.First(cycle, kinds);

    /// <summary>The last choice; <see langword="null"/> before the first.</summary>
    public Dose? Last { get; private set; }

    /// <summary>
    /// After a block of warm-up: more, as far as is safe. What the target fills once, it should fill before the judged blocks: so
    /// warm-up goes on while the dose still rises towards theirs.
    /// </summary>
    /// <returns>Whether it rose.</returns>
    public bool Raise(IReadOnlyList<Block> blocks)
    {
        var before = Requests;
        Requests = (Last = Dose.Raised(Plan(blocks, judged: 0, PilotBlocks) with { Current = Requests, MostLoad = _mostWarmUpLoad })).Requests;
        return Requests >= Rise * before && leastLoad != TimeSpan.Zero;
    }

    /// <summary>After the pilot, and once more after the fourth judged block: what the margins need.</summary>
    public void Choose(IReadOnlyList<Block> blocks)
    {
        var judged = policy.InRound(blocks.Count(block => block.Stage == Stage.Blocks));
        var plan = Plan(blocks, judged, pilotsLeft: 0) with { Needs = Needs(blocks), Current = judged == 0 ? 0 : Requests };
        Requests = (Last = Dose.Choose(leastLoad is { } least ? plan with { LeastLoad = least } : plan)).Requests;
    }

    /// <summary>How often one request is sent alone.</summary>
    public long Alone(IReadOnlyList<Block> blocks, double share) => Dose.Alone(Requests, share, Headrooms(blocks));

    /// <summary>Whether one more block of the mix stays inside of the headroom.</summary>
    public bool Bears(IReadOnlyList<Block> blocks) => Headrooms(blocks).All(room => room.RequestsLeft * 2 >= Requests);

    private DosePlan Plan(IReadOnlyList<Block> blocks, int judged, int pilotsLeft)
    {
        var last = blocks[^1];
        var seconds = (last.LoadEnded - last.Started).TotalSeconds;
        var pause = last.Ended - last.LoadEnded;
        var least = Math.Max(1, policy.LeastBlocks - judged) + pilotsLeft;
        return new DosePlan
        {
            Cycle = cycle,
            Speed = Math.Max(1e-3, seconds > 0 ? last.CompletedTotal / seconds : rate ?? 1),
            Pause = pause,
            Remaining = budget - (last.Ended - readyAt),
            BlocksThatMustFit = least + kinds + 2,

            // Headroom is shared out over the blocks that a decision needs; Bears() ends a run that goes on beyond them.
            DosesToCome = least + ConfirmDoses,
            Threshold = policy.EvidenceNeeded / policy.WeightOf(1),
            LeastJudgedBlocks = policy.LeastBlocks,
            MostJudgedBlocks = policy.MostBlocks,
            Headrooms = Headrooms(blocks),
        };
    }

    private List<DoseNeed> Needs(IReadOnlyList<Block> blocks)
    {
        // The last block of warm-up is pooled with the pilot: five floors tell the scatter better than four.
        var floors = blocks.Where(block => block.Stage is Stage.Pilot or Stage.Blocks).ToList();
        if (blocks.LastOrDefault(block => block.Stage == Stage.WarmUp) is { } warm)
        {
            floors.Insert(0, warm);
        }

        var needs = new List<DoseNeed>();
        foreach (var (resource, margin) in policy.Margins)
        {
            var series = FloorsOf(floors, resource);
            var least = Dispersion.LeastOf(resource.Unit);
            var measured = series.Length >= 2 ? Dispersion.Of(series, least).Measured : 0;
            needs.Add(new DoseNeed(resource.Name, resource.Unit, margin, measured, least));
        }

        return needs;
    }

    private List<Headroom> Headrooms(IReadOnlyList<Block> blocks)
    {
        var rooms = new List<Headroom>();
        foreach (var resource in policy.Margins.Keys)
        {
            if (!limits.TryGetValue(resource.Name, out var limit))
            {
                continue;
            }

            var floors = FloorsOf([.. blocks.TakeLast(5)], resource);
            if (floors.Length >= 2 && floors[^1].Requests > floors[0].Requests)
            {
                var sigma = Dispersion.LeastOf(resource.Unit);
                rooms.Add(new Headroom(resource.Name, limit.Value, floors[^1].Value, Headroom.Highest(floors[0], floors[^1], resource.Unit, sigma)));
            }
        }

        return rooms;
    }

    private static Floor[] FloorsOf(IReadOnlyList<Block> blocks, Resource resource) =>
    [
        .. blocks
            .Where(block => block.Floors.TryGetValue(resource.Column, out var reading) && reading.Value is not null)
            .Select(block => new Floor(block.TotalRequests, block.Floors[resource.Column].Value!.Value)),
    ];
}
