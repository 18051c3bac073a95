using LeakGate.Reports.Wording;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Runs.Viewing;

namespace LeakGate.Reports.Formats.Html;

/// <summary>A target as the viewer is given it: worded, thinned, without what it does not show.</summary>
internal static class ViewedTarget
{
    /// <summary>
    /// Values in the samples of one file, all targets together. A value and its comma take some 9 characters, so that the samples stay
    /// below 4 MB and the file with the viewer below 5 MB.
    /// </summary>
    private const long Cells = 400_000;

    private const int MostHeld = 24;
    private const int MostEvents = 2000;

    public static TargetDocument Of(ReportTarget target, ReportInput input)
    {
        var whole = TargetDocument.Of(target.Run, target.Verdict);
        List<EventRecord> events = [.. whole.Events.TakeLast(MostEvents)];
        return whole with
        {
            Samples = SampleThinning.Thin(whole.Samples, Cells / input.Targets.Count),
            Blocks = [.. whole.Blocks.Select(block => block with { Details = null })],
            Events = events,
            Words = new Dictionary<string, TargetWords>
            {
                ["en"] = new ViewerWords(Language.English).Of(target, events),
                ["ru"] = new ViewerWords(Language.Russian).Of(target, events),
            },
            Log = target.Log,
            Held = Held([.. whole.Blocks.Where(block => block.Details is not null)]),
            Siblings = input.Targets.Count > 1 || input.Siblings.Count == 0 ? null : [.. input.Siblings.Select(Sibling)],
        };
    }

    /// <summary>The largest changes from the first block to the last, of either sign.</summary>
    private static List<HeldEntry> Held(List<BlockRecord> blocks)
    {
        if (blocks.Count < 2)
        {
            return [];
        }

        var (first, last) = (blocks[0].Details!, blocks[^1].Details!);
        return
        [
            .. last.Keys.Union(first.Keys, StringComparer.Ordinal)
                .SelectMany(column => Names(last, column).Union(Names(first, column), StringComparer.Ordinal)
                    .Select(name => new HeldEntry(column, SafeText.Of(name), Count(first, column, name), Count(last, column, name))))
                .Where(held => held.First != held.Last)
                .OrderByDescending(held => Math.Abs(held.Last - held.First))
                .ThenBy(held => held.Name, StringComparer.Ordinal)
                .Take(MostHeld),
        ];
    }

    private static IEnumerable<string> Names(IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> details, string column) =>
        details.TryGetValue(column, out var names) ? names.Keys : [];

    private static long Count(IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> details, string column, string name) =>
        details.TryGetValue(column, out var names) && names.TryGetValue(name, out var count) ? count : 0;

    private static SiblingDocument Sibling(ReportTarget sibling) => new(
        SafeText.Of(sibling.Name),
        sibling.Verdict.Verdict,
        [
            .. sibling.Run.Blocks.Where(block => block.Stage == "blocks")
                .Select(block => new SiblingBlock(Math.Round(block.At.TotalSeconds, 3), block.TotalRequests, block.Floors)),
        ]);
}
