using System.Text.Json;
using LeakGate.Cli.Display;
using LeakGate.Cli.Outcomes;
using LeakGate.Observation.Experiments;
using LeakGate.Reports.Formats.Performance;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Records;
using LeakGate.Verdicts;

namespace LeakGate.Cli.Verbs;

/// <summary>The run of one target: record, judge what was recorded, keep the verdict beside it.</summary>
/// <param name="Ended">How it ended.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Blocks">The blocks, for an explanation.</param>
/// <param name="Folder">The run folder.</param>
internal sealed record TargetRun(TargetOutcome Ended, VerdictDocument Verdict, IReadOnlyList<BlockRecord> Blocks, RunFolder Folder)
{
    /// <summary>The load report; <see langword="null"/>: another profile, or no block was judged.</summary>
    public PerformanceReport? Performance { get; init; }

    /// <summary>The same run with what became of its verdict by comparing; how it ended follows the verdict, unless it ended otherwise.</summary>
    public TargetRun With(VerdictDocument verdict) => this with
    {
        Verdict = verdict,
        Ended = Ended.Kind is OutcomeKind.Clean ? Ended with { Kind = JudgedOutcome.Of(verdict) } : Ended,
    };

    public static async Task<TargetRun> ExecuteAsync(ExperimentSetup setup, IRunDisplay display, TimeProvider time, CancellationToken cancel)
    {
        var name = setup.Target.Name;
        display.Begin(name);
        ExperimentEnd end;
        using (var writer = new RunWriter(setup.Folder))
        {
            void Keep(RunRecord record)
            {
                writer.Write(record);
                display.Show(name, record);
            }

            try
            {
                end = setup.Watch is null
                    ? await new Experiment(setup, Keep, time).RunAsync(cancel)
                    : await new WatchExperiment(setup, Keep, time).RunAsync(cancel);
            }
            catch (Exception fault)
            {
                // The run folder says where LeakGate failed; the caller tells the person.
                writer.Write(new EventRecord { At = TimeSpan.Zero, Level = "error", Code = EventCodes.Fault, Text = fault.ToString() });
                throw;
            }
        }

        var recorded = RunReader.ReadForVerdict(setup.Folder);
        var known = new KnownLeaks(setup.Gate.Ignore, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var verdict = known.Dated(RunJudge.Judge(recorded, known.Reasons));
        RunFolder.WriteWhole(setup.Folder.VerdictFile, JsonSerializer.SerializeToUtf8Bytes(verdict, RunJson.Indented));
        var performance = setup.Profile.IsPerformance ? PerformanceReading.Of(recorded) : null;
        if (performance is not null)
        {
            RunFolder.WriteWhole(setup.Folder.PerformanceFile, JsonSerializer.SerializeToUtf8Bytes(performance, RunJson.Indented));
        }

        display.End(name, verdict);
        return new TargetRun(new TargetOutcome(name, KindOf(end, verdict), setup.Target.Expect), verdict, [.. recorded.Blocks], setup.Folder)
        {
            Performance = performance,
        };
    }

    /// <summary>Whether it leaks nothing but what is on the list of known leaks.</summary>
    internal static bool IsKnown(VerdictDocument verdict) =>
        verdict is { Verdict: Outcome.Leak, Findings.Count: > 0 } && verdict.Findings.All(finding => finding.Ignored is not null);

    internal static OutcomeKind KindOf(ExperimentEnd end, VerdictDocument verdict) => end switch
    {
        ExperimentEnd.Interrupted => OutcomeKind.Interrupted,
        ExperimentEnd.TargetFailed => OutcomeKind.TargetFailed,
        _ => JudgedOutcome.Of(verdict),
    };
}
