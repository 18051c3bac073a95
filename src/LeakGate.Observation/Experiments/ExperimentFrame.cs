using LeakGate.Findings;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Verdicts;

namespace LeakGate.Observation.Experiments;

/// <summary>
/// What every experiment has around its measuring: start or find the target, stop measuring when it ends, tell how it went, let go.
/// Use once.
/// </summary>
internal sealed class ExperimentFrame(ExperimentSetup setup, Action<RunRecord> record, TimeProvider time)
{
    /// <summary>Time since the run of this target began.</summary>
    public RunClock Clock { get; } = new(time);

    /// <summary>Runs the measuring between start and stop. What LeakGate started is gone when it returns; what it attached to goes on.</summary>
    /// <param name="measure">Measures a target; its token also ends when the target does.</param>
    /// <param name="cancel">Ends the run early; what was recorded stays.</param>
    public async Task<ExperimentEnd> RunAsync(Func<ITarget, CancellationToken, Task> measure, CancellationToken cancel)
    {
        record(Facts.Header(setup, time));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ITarget? target = null;
        Task? watch = null;
        try
        {
            EnterStage(Stage.Start);
            target = await TargetStarter.StartAsync(setup, TellLeft, time, ended.Token);
            TellWarnings(target as ContainerTarget);
            watch = CancelWhenGoneAsync(target, over.Task, ended);
            await measure(target, ended.Token);
            EnterStage(Stage.Stop);
            return ExperimentEnd.Finished;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Tell("warning", EventCodes.Interrupted, "Interrupted; what was recorded is kept.");
            return ExperimentEnd.Interrupted;
        }
        catch (OperationCanceledException) when (target is { Exited.IsCompleted: true })
        {
            Fail(TargetFailure.OfExit(target));
            return ExperimentEnd.TargetFailed;
        }
        catch (TargetFailedException failure)
        {
            Fail(failure);
            return ExperimentEnd.TargetFailed;
        }
        finally
        {
            // A target that was only attached to goes on: its end is not waited for.
            over.SetResult();
            if (target is not null)
            {
                await target.DisposeAsync();
                await (watch ?? Task.CompletedTask);
                if (target is ContainerTarget { Leftover: { } left })
                {
                    TellLeft(left);
                }
            }
        }
    }

    /// <summary>A stage begins.</summary>
    public void EnterStage(Stage stage) => record(new StageRecord { At = Clock.Now, Stage = Replay.NameOf(stage) });

    /// <summary>Something worth a line.</summary>
    public void Tell(string level, string code, string text, IReadOnlyDictionary<string, string>? data = null) =>
        record(new EventRecord { At = Clock.Now, Level = level, Code = code, Text = text, Data = data });

    /// <summary>What the target has and nobody can read, and what was asked for and is not there, each with the reason.</summary>
    public void TellUnread(ReadyRecord ready, ProbeSet probes)
    {
        foreach (var (resource, reason) in probes.Lost)
        {
            Tell("warning", EventCodes.Gap, $"{resource} can't be read: {reason}.");
        }

        foreach (var (resource, reason) in ready.Unread ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            Tell("warning", EventCodes.Gap, $"{resource} is not judged: {reason}.");
        }
    }

    /// <summary>What can't be read, by a probe that is not judged.</summary>
    public void TellGap(string text) => Tell("warning", EventCodes.Gap, text.TrimEnd('.') + ".");

    /// <summary>What servers behind the target told of themselves over the judged blocks, where it grew by more than connections to them may.</summary>
    public void TellServers(IReadOnlyList<Block> blocks, Policy policy)
    {
        var first = blocks.TakeWhile(block => block.Stage != Stage.Blocks).Count();
        if (first == 0 || blocks.LastOrDefault(block => block.Stage == Stage.Blocks) is not { } after)
        {
            return;
        }

        var before = blocks[first - 1];
        var passed = policy.ByTime ? (after.Ended - before.Ended).TotalHours : after.TotalRequests - before.TotalRequests;
        foreach (var resource in (Resource[])[Resource.DatabaseConnections, Resource.RedisConnections])
        {
            foreach (var fact in ServerFacts.Told(resource, before, after, policy.Margins[resource] * passed))
            {
                Tell("info", EventCodes.Server, fact + ".");
            }
        }
    }

    private void TellWarnings(ContainerTarget? container)
    {
        foreach (var warning in container?.Warnings ?? [])
        {
            Tell("warning", "engine", $"The container engine says: {warning}");
        }
    }

    private void TellLeft(ContainerLeftover left) =>
        Tell("warning", EventCodes.Leftover, left.ToString(), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["container"] = left.Container,
            ["reason"] = left.Why,
        });

    private void Fail(TargetFailedException failure) =>
        Tell("error", EventCodes.TargetFailed, failure.What, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["reason"] = failure.Code,
            ["output"] = string.Join('\n', failure.Output),
        });

    private static async Task CancelWhenGoneAsync(ITarget target, Task over, CancellationTokenSource ended)
    {
        if (await Task.WhenAny(target.Exited, over) == target.Exited && !over.IsCompleted)
        {
            await ended.CancelAsync();
        }
    }
}
