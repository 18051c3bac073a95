using System.Globalization;
using LeakGate.Observation.Load;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Trends;
using LeakGate.Verdicts;

namespace LeakGate.Observation.Experiments;

/// <summary>
/// One run of one target, stage by stage: start → ready → warm-up → pilot → blocks → confirm → stop. It records what
/// happens and asks the <see cref="Gate"/> after each block; it judges nothing itself. Use once.
/// </summary>
/// <param name="setup">What to run.</param>
/// <param name="record">Takes every record, from several threads; the first is the header.</param>
/// <param name="time">The clock.</param>
public sealed class Experiment(ExperimentSetup setup, Action<RunRecord> record, TimeProvider time)
{
    private const int PilotBlocks = 4;
    private const int BlocksBeforeSecondLook = 4;

    private static readonly TimeSpan LeastDeadline = TimeSpan.FromSeconds(10);

    private readonly ExperimentFrame _frame = new(setup, record, time);
    private readonly List<Block> _blocks = [];

    /// <summary>Runs all stages. Whatever happens, a target that LeakGate started is gone when it returns, with its whole tree.</summary>
    /// <param name="cancel">Ends the run early; what was recorded stays.</param>
    public Task<ExperimentEnd> RunAsync(CancellationToken cancel) => _frame.RunAsync(MeasureAsync, cancel);

    private async Task MeasureAsync(ITarget target, CancellationToken cancel)
    {
        EnterStage(Stage.Ready);
        await ReadyAsync(target, cancel);
        await using var load = new HttpLoad(setup.Load, setup.Target.Url!, time);
        await using var probes = await ProbeSet.ForAsync(setup, target, time, _frame.TellGap, cancel);
        await using var sampler = new Sampler(target, probes.Probes, () => load.Progress.Completed, _frame.Clock, record, setup.Target.Probes.Every);
        var floors = new FloorReader(sampler, probes.Probes, time);
        var ready = await Facts.ReadyAsync(setup, target, probes, _frame.Clock, cancel);
        record(ready);
        _frame.TellUnread(ready, probes);
        var gate = new Gate(Facts.Policy(setup, ready));
        var runner = new BlockRunner(load, sampler, floors, new MachineCpu(), _frame.Clock, why => Tell(
            "warning", EventCodes.Load, $"The target stopped answering ({why}): the block was ended early."));
        var dose = new DoseControl(
            gate.Policy, ready.Limits, load.Mix.CycleLength, load.Mix.Kinds, setup.Profile.Budget, _frame.Clock.Now, setup.Load.Rate,
            setup.LeastLoad);
        sampler.Start();

        await WarmUpAsync(runner, gate, dose, load.Mix.Kinds, cancel);
        await PilotAsync(runner, gate, dose, load.Mix.Kinds, cancel);
        var decision = await JudgeBlocksAsync(runner, gate, dose, load.Mix.Kinds, cancel);
        _frame.TellServers(_blocks, gate.Policy);
        if (decision is Decision.Confirm confirm)
        {
            await ConfirmAsync(confirm, runner, gate, dose, load, cancel);
        }
    }

    private async Task ReadyAsync(ITarget target, CancellationToken cancel) =>
        await HealthWait.WaitAsync(
            target,
            setup.Target.Url!,
            setup.Target.Health,
            new ReasonProgress(reason => Tell("info", EventCodes.Waiting, reason)),
            time,
            cancel);

    private async Task WarmUpAsync(BlockRunner runner, Gate gate, DoseControl dose, int kinds, CancellationToken cancel)
    {
        EnterStage(Stage.WarmUp);
        Keep(await runner.IdleAsync(Stage.WarmUp, TimeSpan.Zero, cancel), gate, kinds);
        var rule = new WarmUp();
        bool goOn;
        do
        {
            Keep(await runner.RunAsync(Stage.WarmUp, Order(dose.Requests), cancel), gate, kinds);

            // A resource that can't be read has no floors to ask about: the ceiling holds for it as well.
            goOn = _blocks.Count <= rule.Most && gate.Policy.Margins.Any(pair =>
                rule.Ask(FloorsOf(pair.Key), pair.Value, Dispersion.LeastOf(pair.Key.Unit)) == WarmUpState.GoOn);
            goOn |= dose.Raise(_blocks) && _blocks.Count <= rule.Most;
        }
        while (goOn);
    }

    private async Task PilotAsync(BlockRunner runner, Gate gate, DoseControl dose, int kinds, CancellationToken cancel)
    {
        EnterStage(Stage.Pilot);
        for (var block = 0; block < PilotBlocks; block++)
        {
            Keep(await runner.RunAsync(Stage.Pilot, Order(dose.Requests), cancel), gate, kinds);
        }

        dose.Choose(_blocks);
        TellDose(dose);
    }

    private async Task<Decision> JudgeBlocksAsync(BlockRunner runner, Gate gate, DoseControl dose, int kinds, CancellationToken cancel)
    {
        EnterStage(Stage.Blocks);
        var began = _frame.Clock.Now;
        for (var block = 1; ; block++)
        {
            if (!dose.Bears(_blocks))
            {
                Tell(
                    "warning",
                    EventCodes.Dose,
                    "Another block would take more than half of what is left of a limit; judging what there is.",
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["bound"] = "headroom" });
                return gate.DecideLast(_blocks);
            }

            Keep(await runner.RunAsync(Stage.Blocks, Order(dose.Requests), cancel), gate, kinds);
            var decision = gate.Decide(_blocks);
            if (decision is not Decision.GoOn)
            {
                return decision;
            }

            if (block == BlocksBeforeSecondLook || block == gate.Policy.MostBlocks)
            {
                var before = dose.Requests;
                dose.Choose(_blocks);
                if (dose.Requests != before)
                {
                    TellDose(dose);
                }
            }

            var each = (_frame.Clock.Now - began) / block;
            var left = setup.Profile.Budget - (_frame.Clock.Now - ReadyAt);
            if (block == gate.Policy.MostBlocks)
            {
                if (left < each * (LeastOfSecondRound(gate.Policy) + kinds + 2))
                {
                    return new Decision.Stop();
                }

                Tell(
                    "info",
                    EventCodes.Round,
                    string.Create(CultureInfo.InvariantCulture, $"{block} blocks decide nothing: what follows is judged anew."),
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["blocks"] = block.ToString(CultureInfo.InvariantCulture) });
            }

            if (each > left)
            {
                Tell("warning", EventCodes.Budget, "The budget is used up before everything is decided.");
                return gate.DecideLast(_blocks);
            }
        }
    }

    /// <summary>Its evidence weighs less, so it takes a block more than the first round to decide.</summary>
    private static int LeastOfSecondRound(Policy policy) => policy.LeastBlocks + 1;

    /// <summary>Each request alone names the one that leaks; the same keys again tell a cache; silence tells time from requests.</summary>
    private async Task ConfirmAsync(
        Decision.Confirm confirm, BlockRunner runner, Gate gate, DoseControl dose, HttpLoad load, CancellationToken cancel)
    {
        EnterStage(Stage.Confirm);
        Tell(
            "info",
            EventCodes.Candidate,
            $"Growth above the margin: {string.Join(", ", confirm.Candidates)}. Each request now runs alone.",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["resources"] = string.Join(';', confirm.Candidates.Select(resource => resource.Name)) });
        var kinds = load.Mix.Kinds;
        for (var request = 0; request < kinds; request++)
        {
            var share = (double)load.Mix.PerCycle(request) / load.Mix.CycleLength;
            var alone = share > 0 ? dose.Alone(_blocks, share) : 0;
            if (alone > 0)
            {
                Keep(await runner.RunAsync(Stage.Confirm, Order(alone) with { Only = request }, cancel), gate, kinds);
            }
        }

        if (load.FreshKeys.Any(fresh => fresh) && dose.Bears(_blocks))
        {
            Keep(await runner.RunAsync(Stage.Confirm, Order(dose.Requests) with { Frozen = true }, cancel), gate, kinds);
        }

        var length = _blocks.Where(block => block.Stage == Stage.Blocks).Average(block => (block.LoadEnded - block.Started).TotalSeconds);
        Keep(await runner.IdleAsync(Stage.Confirm, TimeSpan.FromSeconds(length), cancel), gate, kinds);
    }

    private void Keep(BlockRecord block, Gate gate, int kinds)
    {
        var known = Replay.ToBlock(block);
        _blocks.Add(known);
        var standings = gate.Stand(_blocks);
        var evidence = known.Stage is Stage.Blocks
            ? standings.ToDictionary(standing => standing.Resource.Name, standing => Facts.Evidence(standing), StringComparer.Ordinal)
            : [];
        var leans = standings.Any(standing => standing.Judgement.LeakEvidence > standing.Judgement.CleanEvidence);
        record(block with { Evidence = evidence, Eta = Eta.Of(_blocks, gate.Policy, kinds, leans, known.Stage) });
    }

    /// <summary>No block may outlast the budget by more than it takes to see that: a slow target must not hold the run for ever.</summary>
    private LoadOrder Order(long requests)
    {
        var left = setup.Profile.Budget - (_frame.Clock.Now - ReadyAt);
        return new LoadOrder(requests, Deadline: left > LeastDeadline ? left : LeastDeadline);
    }

    private TimeSpan ReadyAt => _blocks.Count > 0 ? _blocks[0].Started : _frame.Clock.Now;

    private Floor[] FloorsOf(Resource resource) =>
    [
        .. _blocks
            .Where(block => block.Floors.TryGetValue(resource.Column, out var reading) && reading.Value is not null)
            .Select(block => new Floor(block.TotalRequests, block.Floors[resource.Column].Value!.Value)),
    ];

    private void TellDose(DoseControl dose)
    {
        var last = dose.Last!;
        var bound = last.BoundBy is { } by ? $", bound by {by}" : "";
        var unreachable = last.Unreachable.Count > 0
            ? $"; the margin can't be shown for {string.Join(", ", last.Unreachable.Select(name => $"{name} (at best {last.Reachable[name].ToString("G3", CultureInfo.InvariantCulture)} per request)"))}"
            : "";
        var data = last.Unreachable.ToDictionary(
            name => name, name => last.Reachable[name].ToString("R", CultureInfo.InvariantCulture), StringComparer.Ordinal);
        data["requests"] = last.Requests.ToString(CultureInfo.InvariantCulture);
        if (last.BoundBy is { } boundBy)
        {
            data["bound"] = boundBy;
        }

        // What can be shown of memory, and of the count that is hardest to show.
        var counts = last.Reachable.Where(pair => Resource.Find(pair.Key)?.Unit == Unit.Count).Select(pair => pair.Value);
        if (last.Reachable.TryGetValue(Resource.Memory.Name, out var memory))
        {
            data["shows_memory"] = memory.ToString("R", CultureInfo.InvariantCulture);
        }

        if (counts.Any())
        {
            data["shows_counts"] = counts.Max().ToString("R", CultureInfo.InvariantCulture);
        }

        Tell(
            last.Unreachable.Count > 0 ? "warning" : "info",
            EventCodes.Dose,
            string.Create(CultureInfo.InvariantCulture, $"{last.Requests:N0} requests per block{bound}{unreachable}."),
            data);
    }

    private void EnterStage(Stage stage) => _frame.EnterStage(stage);

    private void Tell(string level, string code, string text, IReadOnlyDictionary<string, string>? data = null) =>
        _frame.Tell(level, code, text, data);
}
