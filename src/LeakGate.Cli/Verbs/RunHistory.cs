using System.Text.Json;
using LeakGate.History;
using LeakGate.Runs;
using LeakGate.Runs.Baselines;
using LeakGate.Runs.Plans;
using LeakGate.Verdicts;

namespace LeakGate.Cli.Verbs;

/// <summary>
/// Compares the runs with those before them and keeps them. A history that can't be reached is told and changes no verdict: what was
/// measured stands in the run folder, and can be imported later.
/// </summary>
internal sealed class RunHistory(RunPlan plan, RunOptions options, BuildOrigin origin, TimeProvider time)
{
    /// <summary>Branch whose runs are the baseline, unless <c>--baseline</c> names another.</summary>
    public const string DefaultBranch = "main";

    /// <summary>The runs with their baselines; those without one as they came.</summary>
    public async Task<IReadOnlyList<TargetRun>> KeepAsync(IReadOnlyList<TargetRun> runs, Action<string> tell, CancellationToken cancel)
    {
        List<TargetRun> kept = [];
        try
        {
            string folder = Path.Combine(options.Host.CurrentFolder, ".leakgate");
            await using IHistory history = await HistoryPlace.OpenAsync(plan.History, folder, cancel);

            // Outside of a repository all runs are of no branch, and each follows the one before.
            BaselineSource baseline = new(history, options.Baseline ?? (origin.Branch is null ? "" : DefaultBranch));
            foreach (TargetRun run in runs)
            {
                TargetRun compared = await ComparedAsync(run, baseline, cancel);
                await history.AddAsync(
                    new HistoryRun { Verdict = compared.Verdict, Branch = origin.Branch ?? "", Commit = origin.Commit ?? "" }, cancel);
                kept.Add(compared);
            }

            await history.TrimAsync(Retention.Default, time.GetUtcNow(), cancel);
            return kept;
        }
        catch (HistoryException fault)
        {
            tell(new CliTexts(options.Language).HistoryUnreachable(fault.Message));
            return [.. kept, .. runs.Skip(kept.Count)];
        }
    }

    private async Task<TargetRun> ComparedAsync(TargetRun run, BaselineSource baseline, CancellationToken cancel)
    {
        if (run.Verdict.Verdict is not (Outcome.Clean or Outcome.Leak)
            || await baseline.CompareAsync(run.Verdict, origin.Branch ?? "", cancel) is not BaselineDocument compared)
        {
            return run;
        }

        VerdictDocument verdict = run.Verdict with { Baseline = compared };
        RunFolder.WriteWhole(run.Folder.VerdictFile, JsonSerializer.SerializeToUtf8Bytes(verdict, RunJson.Indented));
        return run.With(verdict);
    }
}
