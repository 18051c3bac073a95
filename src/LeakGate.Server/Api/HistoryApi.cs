using LeakGate.Baselines;
using LeakGate.History;
using LeakGate.Runs;
using LeakGate.Runs.Baselines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LeakGate.Server.Api;

/// <summary>Past runs: lists, comparison, trends, targets.</summary>
internal sealed class HistoryApi(IHistory history)
{
    /// <summary>Runs that the baseline of a trend is made of.</summary>
    private const int BaselineRuns = 60;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs", ListAsync).WithSummary("Runs of the history, page by page: filter, search and order");
        api.MapGet("/compare", CompareAsync).WithSummary("One target of two runs, figure by figure");
        api.MapGet("/targets", TargetsAsync).WithSummary("Statistics of each target and where each resource stands");
        api.MapGet("/trends", TrendsAsync).WithSummary("Growth and level of a resource over runs, with baseline and change points");
    }

    private async Task<IResult> ListAsync(
        string? target, string? branch, string? commit, string? verdict, string? profile, DateTimeOffset? from, DateTimeOffset? before,
        string? search, HistoryOrder? sort, bool? ascending, int? limit, string? cursor, CancellationToken cancel)
    {
        HistoryOrder order = sort ?? HistoryOrder.Started;
        HistoryMark? after = cursor is null ? null : Cursor.Read(cursor, order);
        if (cursor is not null && after is null)
        {
            return Problems.Of(400, "cursor", "This cursor belongs to no list in this order.");
        }

        HistoryFilter filter = new()
        {
            Target = target,
            Branch = branch,
            Commit = commit,
            Verdict = verdict,
            Profile = profile,
            From = from,
            Before = before,
            Text = search,
            Order = order,
            Ascending = ascending ?? false,
            Take = Math.Clamp(limit ?? 50, 1, 500),
            After = after,
        };
        HistoryPage page = await history.ListAsync(filter, cancel);
        string? next = page.Rows.Count == filter.Take ? Cursor.Write(HistoryMark.Of(page.Rows[^1], order)) : null;
        return Results.Json(new { runs = page.Rows, page.Total, next }, RunJson.Line);
    }

    private async Task<IResult> CompareAsync(string @base, string head, string target, string? base_target, CancellationToken cancel)
    {
        if (await history.FindAsync(@base, base_target ?? target, cancel) is not { } before)
        {
            return Problems.NoRun(@base);
        }

        if (await history.FindAsync(head, target, cancel) is not { } after)
        {
            return Problems.NoRun(head);
        }

        BaselineSeries[] series = [.. before.Verdict.Resources.Select(entry => new BaselineSeries(entry.Resource, [BaselinePoint.Of(before.Verdict, entry, before.Commit)]))];
        return Results.Json(
            new { @base = before.Verdict, head = after.Verdict, comparison = BaselineJudge.Compare(after.Verdict, series, "", headIsNext: false) }, RunJson.Line);
    }

    private async Task<IResult> TargetsAsync(CancellationToken cancel)
    {
        IReadOnlyList<LatestGrowth> rows = await history.LatestAsync(cancel);
        HashSet<(string, string)> byTime = [];
        foreach ((string run, string target) in rows.Select(row => (row.RunId, row.Target)).Distinct())
        {
            if (await IsByTimeAsync(run, target, cancel))
            {
                byTime.Add((run, target));
            }
        }

        ILookup<string, object> latest = rows.ToLookup(row => row.Target, row => (object)new
        {
            row.RunId,
            row.Target,
            row.Resource,
            row.Started,
            row.Verdict,
            row.Estimate,
            row.Low,
            row.High,
            row.Level,
            row.Margin,
            by_time = byTime.Contains((row.RunId, row.Target)),
        }, StringComparer.Ordinal);
        return Results.Json(
            new { targets = (await history.TargetsAsync(cancel)).Select(target => new { statistics = target, resources = latest[target.Target] }) }, RunJson.Line);
    }

    /// <summary>Whether growth in a run is per hour and not per request.</summary>
    private async Task<bool> IsByTimeAsync(string runId, string target, CancellationToken cancel) =>
        (await history.FindAsync(runId, target, cancel))?.Verdict.Resources.Any(entry => entry.PerHour is not null) ?? false;

    private async Task<IResult> TrendsAsync(string target, string resource, string? branch, int? last, CancellationToken cancel)
    {
        IReadOnlyList<TrendPoint> points = await history.TrendAsync(target, resource, branch, Math.Clamp(last ?? 500, 1, 2000), cancel);
        string? pinned = await history.PinnedAsync(target, branch ?? "main", cancel);
        TrendPoint? pin = pinned is null ? null : points.FirstOrDefault(point => point.RunId == pinned);
        return Results.Json(
            new
            {
                target,
                resource,
                branch,
                points,
                pinned,
                by_time = points.Count > 0 && await IsByTimeAsync(points[^1].RunId, target, cancel),
                growth = Figure(points, pin, point => point.Estimate is { } value ? LeakGate.Baselines.Figure.Of(value, point.Low ?? value, point.High ?? value) : null, BaselineJudge.LeastGrowth * points.Select(point => point.Margin).LastOrDefault()),
                level = Figure(points, pin, point => point.Level is { } value ? new Figure(value) : null, BaselineJudge.LeastLevel * Math.Abs(points.Select(point => point.Level).LastOrDefault(level => level is not null) ?? 0), RunComparer.FewestRuns),
            },
            RunJson.Line);
    }

    /// <summary>What the judge says of a series: its baseline, where the last run stands, and where it changed.</summary>
    private static object Figure(IReadOnlyList<TrendPoint> points, TrendPoint? pin, Func<TrendPoint, Figure?> of, double least, int fewestRuns = 1)
    {
        var measured = points.Select(point => (point, figure: of(point))).Where(pair => pair.figure is not null).Select(pair => (pair.point, figure: pair.figure!.Value)).ToList();
        IReadOnlyList<Figure> before = pin is not null && of(pin) is { } pinned ? [pinned] : [.. measured.SkipLast(1).TakeLast(BaselineRuns).Select(pair => pair.figure)];
        Comparison? comparison = measured.Count == 0 || before.Count == 0 ? null : RunComparer.Compare(before, measured[^1].figure, least, fewestRuns);
        return new
        {
            baseline = comparison,
            changes = ChangeDetector.Find([.. measured.Select(pair => pair.figure.Value)], least).Select(change => new
            {
                since_run = measured[change.At].point.RunId,
                since_commit = measured[change.At].point.Commit,
                found_run = measured[change.FoundAt].point.RunId,
                change.Rises,
                change.Before,
                change.After,
            }),
        };
    }
}
