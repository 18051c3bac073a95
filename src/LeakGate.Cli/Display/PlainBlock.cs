using LeakGate.Reports.Wording;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Display;

/// <summary>A block in one line: what was sent, and where the judgement stands.</summary>
internal static class PlainBlock
{
    public static string Describe(BlockRecord block, RunProgress run, DisplayWords words)
    {
        var quantity = Quantity.In(words.Language);
        var parts = new List<string>
        {
            words.Requests(block.Completed.Sum(), block.Failed.Sum(), LoadStatistics.PerSecond(block)),
        };
        if (LoadStatistics.Slowest(block) is { } p95)
        {
            parts.Add($"p95 ≤ {quantity.Number(p95)} {words.Milliseconds}");
        }

        if (block.Gaps is { Count: > 0 } gaps)
        {
            parts.AddRange(gaps.Select(g => $"{words.Gap}: {SafeText.Of(g.Key)}: {SafeText.Of(g.Value)}"));
        }

        parts.AddRange(block.Evidence.Count == 0 ? Floors(block, run, words) : Evidence(block, run, words));
        var alone = block.Only is { } only && run.RequestName(only) is { } name ? ", " + TextColumns.Fit(SafeText.Of(name), 60) : "";
        return words.Language.Pick(
            $"block {quantity.Whole(block.Index)} ({words.Stage(block.Stage)}{alone}): {string.Join("; ", parts)}",
            $"блок {quantity.Whole(block.Index)} ({words.Stage(block.Stage)}{alone}): {string.Join("; ", parts)}");
    }

    private static IEnumerable<string> Floors(BlockRecord block, RunProgress run, DisplayWords words) =>
        run.Resources.Where(r => block.Floors.ContainsKey(r.Column)).Select(r =>
            $"{ResourceWords.Of(r.Name, words.Language).Name} {Quantity.In(words.Language).Level(block.Floors[r.Column], r.IsBytes)}");

    private static IEnumerable<string> Evidence(BlockRecord block, RunProgress run, DisplayWords words)
    {
        var quantity = Quantity.In(words.Language);
        var growth = GrowthWords.In(words.Language);
        foreach (var (resource, evidence) in block.Evidence)
        {
            var bytes = run.Resources.FirstOrDefault(r => string.Equals(r.Name, resource, StringComparison.Ordinal))?.IsBytes ?? false;
            var slope = evidence.Estimate is { } estimate
                ? growth.ShortInterval(estimate, evidence.Low ?? double.NaN, evidence.High ?? double.NaN, bytes) + ", "
                : "";
            var lean = evidence.Leak > evidence.Clean
                ? words.Language.Pick($"{quantity.Number(evidence.Leak)} towards leak", $"{quantity.Number(evidence.Leak)} за утечку")
                : words.Language.Pick($"{quantity.Number(evidence.Clean)} towards clean", $"{quantity.Number(evidence.Clean)} против");
            yield return $"{ResourceWords.Of(resource, words.Language).Name} {words.State(evidence.State)}, {slope}{lean}";
        }
    }
}
