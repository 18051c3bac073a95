using System.Globalization;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Records;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;

namespace LeakGate.Observation.Experiments;

/// <summary>
/// Watches a target that somebody else loads, or nobody: start → ready → warm-up → pilot → blocks → stop, where a block is a window
/// of time in which nothing is sent. Growth is judged by hours. It watches for the whole time asked for, whatever it sees: load
/// that comes from elsewhere varies, and an early answer would be about a part of it. Use once.
/// </summary>
/// <param name="setup">What to watch; <see cref="ExperimentSetup.Watch"/> is set.</param>
/// <param name="record">Takes every record, from several threads; the first is the header.</param>
/// <param name="time">The clock.</param>
public sealed class WatchExperiment(ExperimentSetup setup, Action<RunRecord> record, TimeProvider time)
{
    private readonly ExperimentFrame _frame = new(setup, record, time);
    private readonly List<Block> _blocks = [];

    /// <summary>Watches. A target that was attached to is neither stopped nor signalled, however this ends.</summary>
    /// <param name="cancel">Ends it early; what was recorded stays.</param>
    /// <exception cref="InvalidOperationException">The setup says nothing about watching.</exception>
    public Task<ExperimentEnd> RunAsync(CancellationToken cancel)
    {
        var plan = setup.Watch ?? throw new InvalidOperationException("This experiment is for watching.");
        return _frame.RunAsync((target, ended) => WatchAsync(target, plan, ended), cancel);
    }

    private async Task WatchAsync(ITarget target, WatchPlan plan, CancellationToken cancel)
    {
        _frame.EnterStage(Stage.Ready);
        await using var probes = await ProbeSet.ForAsync(setup, target, time, _frame.TellGap, cancel);
        await using var sampler = new Sampler(target, probes.Probes, () => 0, _frame.Clock, record, setup.Target.Probes.Every);
        var ready = await Facts.ReadyAsync(setup, target, probes, _frame.Clock, cancel);
        record(ready);
        _frame.TellUnread(ready, probes);
        var gate = new Gate(Facts.Policy(setup, ready));
        var windows = WatchWindows.Of(plan.Duration);
        TellWindows(windows, gate);
        var reader = new WindowReader(sampler, probes.Probes, _frame.Clock, plan.Collect);
        sampler.Start();

        // A floor at the start, so that the first window has something to grow from.
        _frame.EnterStage(Stage.WarmUp);
        var start = _frame.Clock.Now;
        await sampler.TickAsync(cancel);
        Keep(await reader.ReadAsync(Stage.WarmUp, start, cancel), gate, windows, start);
        _frame.EnterStage(Stage.Pilot);
        for (var window = 1; window <= windows.Pilot + windows.Judged; window++)
        {
            var stage = window <= windows.Pilot ? Stage.Pilot : Stage.Blocks;
            if (window == windows.Pilot + 1)
            {
                _frame.EnterStage(Stage.Blocks);
            }

            Keep(await reader.ReadAsync(stage, start + (window * windows.Length), cancel), gate, windows, start);
        }

        _frame.TellServers(_blocks, gate.Policy);
    }

    private void Keep(BlockRecord block, Gate gate, WatchWindows windows, TimeSpan start)
    {
        var known = Replay.ToBlock(block);
        _blocks.Add(known);
        var evidence = known.Stage is Stage.Blocks
            ? gate.Stand(_blocks).ToDictionary(standing => standing.Resource.Name, Facts.Evidence, StringComparer.Ordinal)
            : [];
        var left = start + ((windows.Pilot + windows.Judged) * windows.Length) - block.At;
        left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        record(block with { Evidence = evidence, Eta = new EtaRecord(left, left, left) });
    }

    /// <summary>What can come of it, before the time is spent: counts need as much time as the Poisson limit of no event asks for.</summary>
    private void TellWindows(WatchWindows windows, Gate gate)
    {
        var hours = ((windows.Judged + 1) * windows.Length).TotalHours;
        var reach = PoissonBound.Upper(0, 1 / gate.Policy.EvidenceNeeded) / hours;
        var margin = gate.Policy.Margins.Where(pair => pair.Key.Unit == Unit.Count).Select(pair => pair.Value).DefaultIfEmpty(double.MaxValue).Min();
        var data = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["windows"] = windows.Judged.ToString(CultureInfo.InvariantCulture),
            ["seconds"] = windows.Length.TotalSeconds.ToString("R", CultureInfo.InvariantCulture),
        };
        var text = string.Create(CultureInfo.InvariantCulture, $"{windows.Judged} windows of {windows.Length.TotalSeconds:0.#} s are judged");
        if (windows.Judged < gate.Policy.LeastBlocks)
        {
            _frame.Tell("warning", EventCodes.Watching, string.Create(CultureInfo.InvariantCulture, $"{text}; a decision needs at least {gate.Policy.LeastBlocks}."), data);
        }
        else if (reach > margin)
        {
            data["reach"] = reach.ToString("R", CultureInfo.InvariantCulture);
            _frame.Tell("info", EventCodes.Watching, string.Create(CultureInfo.InvariantCulture,
                $"{text}. A leak can be shown; that counts grow by less than {margin:0.##} an hour can't be, in this time: at best {reach:0.#} an hour."), data);
        }
        else
        {
            _frame.Tell("info", EventCodes.Watching, text + ".", data);
        }
    }
}
