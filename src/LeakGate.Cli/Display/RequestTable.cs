using LeakGate.Reports.Wording;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Display;

/// <summary>What was sent: one row per request where there is room, else two lines over all of them.</summary>
internal static class RequestTable
{
    private const int LeastNames = 20;

    public static IReadOnlyList<FrameLine> Draw(RunProgress run, int width, int rows, Glyphs glyphs, DisplayWords words)
    {
        if (run.ByTime)
        {
            return [];
        }

        if (run.LastBlock is not { } block)
        {
            return run.Done == 0 ? [] : [new FrameLine(glyphs, width).Add(words.Requests(run.Done, run.Failed, null))];
        }

        var names = run.Header?.Requests ?? [];
        return width >= 84 && rows >= names.Count + 1 && names.Count > 1
            ? Table(run, block, names, width, glyphs, words)
            : Brief(run, block, width, glyphs, words);
    }

    private static List<FrameLine> Brief(RunProgress run, BlockRecord block, int width, Glyphs glyphs, DisplayWords words)
    {
        var lines = new List<FrameLine>
        {
            new FrameLine(glyphs, width).Add(words.Requests(run.Done, run.Failed, LoadStatistics.PerSecond(block))),
        };
        if (LoadStatistics.Range(block, l => l.P50) is { } p50 && LoadStatistics.Range(block, l => l.P95) is { } p95)
        {
            lines.Add(new FrameLine(glyphs, width).Add($"p50 {Range(p50, words)}, p95 {Range(p95, words)}", Tone.Faint));
        }

        return lines;
    }

    private static List<FrameLine> Table(
        RunProgress run, BlockRecord block, IReadOnlyList<string> names, int width, Glyphs glyphs, DisplayWords words)
    {
        var quantity = Quantity.In(words.Language);
        var nameWidth = Math.Max(LeastNames, Math.Min(44, width - 45));
        var seconds = (block.LoadEnded - block.Started).TotalSeconds;
        var lines = new List<FrameLine> { Row([words.Request, words.Done, words.PerSecond, "p50, " + words.Milliseconds, "p95, " + words.Milliseconds, words.Failed], Tone.Faint) };
        for (var i = 0; i < names.Count; i++)
        {
            var latency = block.Latency is { } all && i < all.Count ? all[i] : null;
            var completed = i < block.Completed.Count ? block.Completed[i] : 0;
            lines.Add(Row(
            [
                SafeText.Of(names[i]),
                quantity.Whole(run.CompletedByRequest.ElementAtOrDefault(i)),
                completed > 0 && seconds > 0 ? quantity.Number(completed / seconds) : Quantity.None,
                latency is null ? Quantity.None : quantity.Number(latency.P50),
                latency is null ? Quantity.None : quantity.Number(latency.P95),
                quantity.Whole(run.FailedByRequest.ElementAtOrDefault(i)),
            ]));
        }

        return lines;

        FrameLine Row(string[] cells, Tone tone = Tone.Plain) => cells.Skip(1).Aggregate(
            new FrameLine(glyphs, width).AddLeft(cells[0], nameWidth, tone), (line, cell) => line.AddRight(cell, 9, tone));
    }

    // Percentiles of several requests can't be merged: the least and the greatest are shown.
    private static string Range((double Low, double High) range, DisplayWords words)
    {
        var quantity = Quantity.In(words.Language);
        var (low, high) = (quantity.Number(range.Low), quantity.Number(range.High));
        return string.Equals(low, high, StringComparison.Ordinal)
            ? $"{low} {words.Milliseconds}"
            : words.Language.Pick($"{low} to {high} {words.Milliseconds}", $"от {low} до {high} {words.Milliseconds}");
    }
}
