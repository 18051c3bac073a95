using LeakGate.Reports.Wording;
using LeakGate.Runs.Records;

namespace LeakGate.Cli.Display;

/// <summary>
/// How far the judgement of one resource is: from 1 in the middle to <em>clean</em> at the left or <em>leak</em> at the right edge, on a log scale.
/// Neutral until it is decided; then the sign and the word of the decision, in its colour.
/// </summary>
internal static class EvidenceBar
{
    /// <summary>Least width: the longest word and its sign.</summary>
    public const int Least = 9;

    public static void Draw(FrameLine line, int width, EvidenceRecord? evidence, double needed, Glyphs glyphs, DisplayWords words)
    {
        switch (evidence?.State)
        {
            case null:
                line.AddLeft("", width);
                return;
            case "leak":
                line.AddLeft($"{glyphs.Leak} {words.TowardsLeak}", width, Tone.Leak);
                return;
            case "clean":
                line.AddLeft($"{glyphs.Clean} {words.TowardsClean}", width, Tone.Clean);
                return;
            case ResourceProgress.Open:
                line.AddLeft($"{glyphs.Undecided} {words.Open}", width, Tone.Undecided);
                return;
            case "unmeasured":
                line.AddLeft(words.State("unmeasured"), width, Tone.Undecided);
                return;
        }

        var side = (width - 1) / 2;
        var towardsLeak = evidence.Leak >= evidence.Clean;
        var halves = Halves(Math.Max(evidence.Leak, evidence.Clean), needed, side);
        var bar = Bar(halves, glyphs, towardsLeak);
        var empty = string.Concat(Enumerable.Repeat(glyphs.Track, side - TextColumns.Width(bar)));
        if (towardsLeak)
        {
            line.Add(string.Concat(Enumerable.Repeat(glyphs.Track, side)), Tone.Faint).Add(glyphs.Centre).Add(bar, Tone.Strong).Add(empty, Tone.Faint);
        }
        else
        {
            line.Add(empty, Tone.Faint).Add(bar, Tone.Strong).Add(glyphs.Centre).Add(string.Concat(Enumerable.Repeat(glyphs.Track, side)), Tone.Faint);
        }

        line.Add(new string(' ', width - (2 * side) - 1));
    }

    /// <summary>Length of the bar in halves of a column; full only when the evidence is enough.</summary>
    public static int Halves(double evidence, double needed, int side)
    {
        if (!(evidence > 1) || !(needed > 1))
        {
            return 0;
        }

        var share = Math.Log(evidence) / Math.Log(needed);
        return share >= 1 ? side * 2 : Math.Min((side * 2) - 1, (int)Math.Floor(share * side * 2));
    }

    private static string Bar(int halves, Glyphs glyphs, bool towardsLeak)
    {
        var whole = string.Concat(Enumerable.Repeat(glyphs.Filled, halves / 2));
        var half = halves % 2 == 0 ? "" : towardsLeak ? glyphs.HalfLeft : glyphs.HalfRight;
        return towardsLeak ? whole + half : half + whole;
    }
}
