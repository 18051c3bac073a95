using LeakGate.Reports.Charts;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Display;

/// <summary>One row per resource: now, last floor, growth per request, evidence, and the line of its floors.</summary>
internal static class ResourceTable
{
    private const int NameWidth = 17;
    private const int LevelWidth = 9;
    private const int GrowthWidth = 25;

    /// <summary>The table in at most this many lines, its header included; none when there is nothing to show.</summary>
    public static IReadOnlyList<FrameLine> Draw(RunProgress run, int width, int rows, Glyphs glyphs, DisplayWords words)
    {
        var resources = run.Resources;
        if (resources.Count == 0 || rows < 2)
        {
            return [];
        }

        var shown = Most(resources, rows - 1);
        var rest = width - 1 - NameWidth - (2 * LevelWidth) - 1 - GrowthWidth - 1;
        var bar = Math.Min(31, Math.Max(EvidenceBar.Least, (rest - 1) * 6 / 10));
        bar -= (bar + 1) % 2;
        var spark = rest - bar - 1;
        var lines = new List<FrameLine>
        {
            new FrameLine(glyphs, width)
                .Add(" ")
                .AddLeft(shown.Count < resources.Count ? words.NotYet(resources.Count - shown.Count) : "", NameWidth, Tone.Faint)
                .AddRight(words.Now, LevelWidth, Tone.Faint)
                .AddRight(words.Floor, LevelWidth, Tone.Faint)
                .Add("  ")
                .AddLeft(run.ByTime ? words.GrowthByTime : words.Growth, GrowthWidth - 1, Tone.Faint)
                .Add(" ")
                .Add(Scale(words, bar), Tone.Faint)
                .Add(" ")
                .AddLeft(words.Floors, Math.Max(0, spark), Tone.Faint),
        };
        lines.AddRange(shown.Select(resource => Row(run, resource, width, bar, spark, glyphs, words)));
        return lines;
    }

    /// <summary>The rows that matter most when not all fit: those that lean furthest to a leak; their order stays.</summary>
    public static IReadOnlyList<ResourceProgress> Most(IReadOnlyList<ResourceProgress> resources, int count)
    {
        if (resources.Count <= count)
        {
            return resources;
        }

        var kept = resources.OrderByDescending(r => string.Equals(r.Evidence?.State, "leak", StringComparison.Ordinal) ? double.MaxValue : r.Evidence?.Leak ?? 0)
            .Take(count)
            .ToHashSet();
        return [.. resources.Where(kept.Contains)];
    }

    private static FrameLine Row(
        RunProgress run, ResourceProgress resource, int width, int bar, int spark, Glyphs glyphs, DisplayWords words)
    {
        var quantity = Quantity.In(words.Language);
        var line = new FrameLine(glyphs, width)
            .Add(" ")
            .AddLeft(ResourceWords.Of(resource.Name, words.Language).Short, NameWidth)
            .AddRight(resource.Now is { } now ? quantity.Level(now, resource.IsBytes) : Quantity.None, LevelWidth)
            .AddRight(resource.Floor is { } floor ? quantity.Level(floor, resource.IsBytes) : Quantity.None, LevelWidth)
            .Add("  ")
            .AddLeft(Growth(resource, run.ByTime, words.Language), GrowthWidth - 1)
            .Add(" ");
        EvidenceBar.Draw(line, bar, resource.Evidence, run.Ready?.EvidenceNeeded ?? 0, glyphs, words);
        return line.Add(" ").Add(Sparkline.Draw(resource.Curve, spark, glyphs.Levels));
    }

    private static string Growth(ResourceProgress resource, bool byTime, Language language)
    {
        if (resource.Evidence is not { } evidence)
        {
            return "";
        }

        var words = GrowthWords.In(language);
        if (string.Equals(evidence.State, "clean", StringComparison.Ordinal) && evidence.High is { } bound)
        {
            return byTime ? words.ShortBoundPerHour(bound, resource.IsBytes) : words.ShortBound(bound, resource.IsBytes);
        }

        if (evidence.Estimate is not { } estimate)
        {
            return Quantity.None;
        }

        if (byTime)
        {
            return words.ShortPerHour(estimate, evidence.Low ?? double.NaN, evidence.High ?? double.NaN, resource.IsBytes);
        }

        var whole = words.ShortInterval(estimate, evidence.Low ?? double.NaN, evidence.High ?? double.NaN, resource.IsBytes);
        return TextColumns.Width(whole) < GrowthWidth
            ? whole
            : words.ShortRange(evidence.Low ?? double.NaN, evidence.High ?? double.NaN, resource.IsBytes);
    }

    private static string Scale(DisplayWords words, int bar)
    {
        // Where both ends don't fit over the bar with a gap between them, its name stands there.
        var room = bar - TextColumns.Width(words.TowardsClean) - TextColumns.Width(words.TowardsLeak);
        return room >= 3
            ? words.TowardsClean + new string(' ', room) + words.TowardsLeak
            : TextColumns.Left(words.Evidence, bar);
    }
}
