using System.Globalization;
using LeakGate.Cli.Outcomes;
using LeakGate.History;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary><c>leakgate baseline set|show|clear</c>: what runs are compared with.</summary>
internal sealed class BaselineVerb(CliHost host, CliTexts texts)
{
    /// <summary>Pins a run for all its targets, or for one.</summary>
    public Task<int> SetAsync(string runId, string? target, string branch, CancellationToken cancel) => WithHistoryAsync(
        async history =>
        {
            HistoryPage runs = await history.ListAsync(new HistoryFilter { Text = runId, Target = target, Take = 500 }, cancel);
            List<HistoryRow> rows = [.. runs.Rows.Where(row => row.RunId == runId)];
            foreach (HistoryRow row in rows)
            {
                await history.PinAsync(row.Target, branch, runId, cancel);
                await host.Output.WriteLineAsync(texts.Language.Pick(
                    $"{row.Target}: runs are compared with {runId} from now on (branch {branch}).",
                    $"{row.Target}: отныне запуски сравниваются с {runId} (ветка {branch})."));
            }

            return rows.Count > 0 ? ExitCodes.Clean : await RefuseAsync(texts.NoSuchRunInHistory(runId));
        },
        cancel);

    /// <summary>Shows what each target is compared with.</summary>
    public Task<int> ShowAsync(string? target, string branch, CancellationToken cancel) => WithHistoryAsync(
        async history =>
        {
            HistoryPage runs = await history.ListAsync(new HistoryFilter { Branch = branch, Target = target, Take = 500 }, cancel);
            List<IGrouping<string, HistoryRow>> targets = [.. runs.Rows.GroupBy(row => row.Target, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)];
            foreach (IGrouping<string, HistoryRow> rows in targets)
            {
                string? pinned = await history.PinnedAsync(rows.Key, branch, cancel);
                string count = Math.Min(rows.Count(), BaselineSource.LastRuns).ToString(CultureInfo.InvariantCulture);
                await host.Output.WriteLineAsync(pinned is not null
                    ? texts.Language.Pick($"{rows.Key}: run {pinned}, set by hand", $"{rows.Key}: запуск {pinned}, задан вручную")
                    : texts.Language.Pick($"{rows.Key}: the last runs of {branch}: {count}", $"{rows.Key}: последние запуски ветки {branch}: {count}"));
            }

            if (targets.Count == 0)
            {
                await host.Output.WriteLineAsync(texts.Language.Pick(
                    $"The history holds no run of branch {branch} yet.", $"В истории ещё нет запусков ветки {branch}."));
            }

            return ExitCodes.Clean;
        },
        cancel);

    /// <summary>Takes pins away.</summary>
    public Task<int> ClearAsync(string? target, string branch, CancellationToken cancel) => WithHistoryAsync(
        async history =>
        {
            HistoryPage runs = await history.ListAsync(new HistoryFilter { Target = target, Take = 500 }, cancel);
            int cleared = 0;
            foreach (string name in runs.Rows.Select(row => row.Target).Distinct(StringComparer.Ordinal))
            {
                if (await history.UnpinAsync(name, branch, cancel))
                {
                    cleared++;
                    await host.Output.WriteLineAsync(texts.Language.Pick(
                        $"{name}: runs are compared with the last runs of {branch} again.", $"{name}: запуски снова сравниваются с последними запусками ветки {branch}."));
                }
            }

            if (cleared == 0)
            {
                await host.Output.WriteLineAsync(texts.Language.Pick("No baseline was set by hand.", "Вручную ничего не задано."));
            }

            return ExitCodes.Clean;
        },
        cancel);

    private async Task<int> WithHistoryAsync(Func<IHistory, Task<int>> action, CancellationToken cancel)
    {
        try
        {
            await using IHistory history = await HistoryPlace.OpenAsync(null, Path.Combine(host.CurrentFolder, ".leakgate"), cancel);
            return await action(history);
        }
        catch (HistoryException fault)
        {
            await host.Error.WriteLineAsync($"leakgate: {fault.Message}");
            return ExitCodes.Fault;
        }
    }

    private async Task<int> RefuseAsync(LeakGate.Runs.Configuration.Said said)
    {
        UsageErrors errors = new();
        errors.Add(said);
        await host.Error.WriteLineAsync(errors.Lines[0]);
        return ExitCodes.Usage;
    }
}
