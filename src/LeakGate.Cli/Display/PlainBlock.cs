using LeakGate.Reports.Wording;
using LeakGate.Runs.Records;

namespace LeakGate.Cli.Display;

/// <summary>
/// A block in one short line: which one, what was sent, what failed, and which resources are decided or lean to a leak.
/// Floors, intervals and evidence stand in <c>run.jsonl</c>.
/// </summary>
internal static class PlainBlock
{
    /// <summary>The line, without time and target.</summary>
    /// <param name="block">The block.</param>
    /// <param name="run">What the records say so far, this block included.</param>
    /// <param name="words">The language.</param>
    /// <param name="room">Columns that the line may take.</param>
    public static string Describe(BlockRecord block, RunProgress run, DisplayWords words, int room)
    {
        var line = new ShortLine(Which(block, run, words) + ": " + Sent(block, words), room, words);
        if (block.Gaps is { Count: > 0 } gaps)
        {
            line.List(words.Gap, gaps.Keys.Select(column => NameOf(column, run, words)));
        }

        if (block.Evidence.Count == 0)
        {
            if (run.Resources.FirstOrDefault(r => r.IsBytes && block.Floors.ContainsKey(r.Column)) is { } memory)
            {
                line.Add($"{Short(memory, words)} {Quantity.In(words.Language).Level(block.Floors[memory.Column], memory.IsBytes)}");
            }

            return line.ToString();
        }

        var standing = run.Resources.Where(r => r.Evidence is not null).ToList();
        var clean = standing.Count(r => r.Evidence!.State is "clean");
        var leaning = standing.Where(r => r.LeansToLeak).ToList();
        var leaks = standing.Where(r => r.Evidence!.State is "leak").ToList();
        var open = standing.Count - clean - leaning.Count - leaks.Count;

        // The counts first, then the names: names give way when the line gets long.
        line.Count(words.TowardsClean, clean).Count(words.State("undecided"), open);
        return line
            .List(words.TowardsLeak, leaks.Select(r => Short(r, words)))
            .List(words.Leaning, leaning.Select(r => Short(r, words)))
            .ToString();
    }

    private static string Which(BlockRecord block, RunProgress run, DisplayWords words)
    {
        var quantity = Quantity.In(words.Language);
        if (block.Stage is "blocks" && run.MostJudged > 0)
        {
            return words.Judged(run.Judged, run.MostJudged);
        }

        var alone = block.Only is { } only && run.RequestName(only) is { } name ? " " + TextColumns.Fit(SafeText.Of(name), 40)
            : block.Frozen ? " " + words.EarlierKeys
            : "";
        return $"{words.Stage(block.Stage)}{(block.Stage is "confirm" ? "" : " " + quantity.Whole(run.BlocksOf(block.Stage)))}{alone}";
    }

    private static string Sent(BlockRecord block, DisplayWords words)
    {
        if (block.Planned.Sum() > 0 || block.Completed.Sum() + block.Failed.Sum() > 0)
        {
            return words.Requests(block.Completed.Sum(), block.Failed.Sum(), LoadStatistics.PerSecond(block));
        }

        return block.Stage is "warm-up" ? words.BeforeLoad : words.NoLoad;
    }

    private static string NameOf(string column, RunProgress run, DisplayWords words) =>
        run.Resources.FirstOrDefault(r => string.Equals(r.Column, column, StringComparison.Ordinal)) is { } known ? Short(known, words) : SafeText.Of(column);

    private static string Short(ResourceProgress resource, DisplayWords words) => ResourceWords.Of(resource.Name, words.Language).Short;
}
