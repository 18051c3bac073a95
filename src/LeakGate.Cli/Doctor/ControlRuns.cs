using LeakGate.Cli.Display;
using LeakGate.Cli.Outcomes;
using LeakGate.Cli.Verbs;
using LeakGate.Observation.Controls;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Samples;

namespace LeakGate.Cli.Doctor;

/// <summary>Runs the control program and its twin, one after the other, exactly as <c>run</c> does with any target.</summary>
/// <param name="kinds">Kinds that are asked for.</param>
/// <param name="root">Folder for the run folders.</param>
/// <param name="quiet">Whether progress is not shown.</param>
/// <param name="language">Of the progress.</param>
/// <param name="time">The clock.</param>
internal sealed class ControlRuns(IReadOnlyList<ControlKind> kinds, string root, bool quiet, Language language, TimeProvider time)
{
    private readonly string _runId = RunFolder.NewId(time.GetUtcNow());

    /// <summary>What both showed; <see langword="null"/> when it was interrupted.</summary>
    public async Task<ControlReading?> RunAsync(CancellationToken cancel)
    {
        await using var display = RunDisplays.Create(quiet, language, time: time);
        await using var peers = ControlPeers.Start();
        var leaky = await RunOneAsync(leaky: true, peers, display, cancel);
        var clean = leaky is null ? null : await RunOneAsync(leaky: false, peers, display, cancel);
        if (leaky is null || clean is null)
        {
            return null;
        }

        var recorded = RunReader.Read(leaky.Folder);
        var ready = recorded.Records.OfType<ReadyRecord>().FirstOrDefault();
        var cleanReady = RunReader.Read(clean.Folder).Records.OfType<ReadyRecord>().FirstOrDefault();
        var remains = ControlRemains.Read(_runId, [.. new[] { ready?.Pid, cleanReady?.Pid }.OfType<int>()]);
        return new ControlReading(leaky.Verdict, clean.Verdict, remains)
        {
            Kinds = kinds,
            Blind = ready?.Blind ?? new Dictionary<string, string>(StringComparer.Ordinal),
            Unread = ready?.Unread ?? new Dictionary<string, string>(StringComparer.Ordinal),
            Processes = (int)recorded.Blocks.Select(block => block.Floors.GetValueOrDefault(Resource.Processes.Column)).DefaultIfEmpty(0).Max(),
            Seconds = leaky.Verdict.DurationSeconds + clean.Verdict.DurationSeconds,
        };
    }

    private async Task<TargetRun?> RunOneAsync(bool leaky, ControlPeers peers, IRunDisplay display, CancellationToken cancel)
    {
        var setup = ControlExperiment.Setup(leaky, kinds, peers, _runId, root, RunSession.Version);
        var run = await TargetRun.ExecuteAsync(setup, display, time, cancel);
        return run.Ended.Kind == OutcomeKind.Interrupted ? null : run;
    }
}
