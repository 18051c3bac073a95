using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;

namespace LeakGate.Reports.Formats.Console;

/// <summary>The chain of each decision: floors and evidence block by block, then the judge's own steps.</summary>
internal static class Explanation
{
    private static readonly int[] Widths = [5, 10, 10, 27, 9, 9];

    public static void Write(Page page, ConsoleWords words, VerdictDocument verdict, IReadOnlyList<BlockRecord> blocks)
    {
        page.Blank();
        page.Line(words.ExplainHeading);
        foreach (var resource in verdict.Resources)
        {
            page.Blank();
            var name = ResourceWords.Of(resource.Resource, page.Style.Language).Name;
            page.Marked(ConsoleWords.Symbol(resource.Verdict), $"{name}: {words.Outcome(resource.Verdict)}", resource.Verdict);
            Blocks(page, words, resource, blocks, GrowthWords.IsByTime(verdict));
            foreach (var step in StepWords.Of(resource, page.Style.Language))
            {
                page.Text(step, "  - ", "    ");
            }
        }
    }

    private static void Blocks(
        Page page, ConsoleWords words, VerdictDocument.ResourceEntry resource, IReadOnlyList<BlockRecord> blocks, bool byTime)
    {
        var judged = blocks.Where(b => string.Equals(b.Stage, "blocks", StringComparison.Ordinal)).ToList();
        if (judged.Count == 0)
        {
            return;
        }

        var quantity = Quantity.In(page.Style.Language);
        var growth = GrowthWords.In(page.Style.Language);
        var bytes = GrowthWords.IsBytes(resource);
        Row(page, byTime ? words.WindowColumns : words.BlockColumns);
        foreach (var block in judged)
        {
            var evidence = block.Evidence.GetValueOrDefault(resource.Resource);
            var floor = block.Floors.TryGetValue(resource.Column, out var value)
                ? quantity.Level(value, bytes)
                : words.NotMeasured;
            Row(page,
            [
                quantity.Whole(block.Index),
                byTime ? quantity.Duration(block.At) : quantity.Whole(block.TotalRequests),
                floor,
                evidence?.Estimate is { } estimate
                    ? byTime
                        ? growth.ShortPerHour(estimate, evidence.Low ?? double.NaN, evidence.High ?? double.NaN, bytes)
                        : growth.ShortInterval(estimate, evidence.Low ?? double.NaN, evidence.High ?? double.NaN, bytes)
                    : Quantity.None,
                evidence is null ? Quantity.None : quantity.Number(evidence.Leak),
                evidence is null ? Quantity.None : quantity.Number(evidence.Clean),
            ]);
            if (block.Gaps?.GetValueOrDefault(resource.Column) is { } gap)
            {
                page.Text(SafeText.Of(gap), "        ");
            }
        }
    }

    private static void Row(Page page, IReadOnlyList<string> cells) =>
        page.Line("  " + string.Join(' ', cells.Select((cell, i) => TextColumns.Right(cell, Widths[i]))));
}
