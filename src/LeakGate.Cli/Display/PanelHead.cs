using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Verdicts;

namespace LeakGate.Cli.Display;

/// <summary>The first lines of a panel: the sentence, how long it takes, and a bar between them.</summary>
internal static class PanelHead
{
    public static IReadOnlyList<FrameLine> Draw(RunProgress run, TimeSpan now, int width, Glyphs glyphs, DisplayWords words)
    {
        if (run.Verdict is { } verdict)
        {
            return [.. Sentence(verdict, width, glyphs, words), Bar(run, now, likely: null, width, glyphs)];
        }

        var (likely, low, high) = Left(run, now);
        var time = words.TimeLeft(now, likely, low, high);
        var timeWidth = TextColumns.Width(time);
        var first = new FrameLine(glyphs, width).Add(" ");
        Sentence(first, run, words);
        var bar = Bar(run, now, likely, width, glyphs);
        if (first.Left > timeWidth + 1)
        {
            return [first.To(width - timeWidth - 1).Add(time, Tone.Faint), bar];
        }

        return [first, bar, new FrameLine(glyphs, width).Add(" ").Add(time, Tone.Faint)];
    }

    /// <summary>What is left of the last estimate, now.</summary>
    public static (TimeSpan? Likely, TimeSpan Low, TimeSpan High) Left(RunProgress run, TimeSpan now)
    {
        if (run.Eta is not { } known)
        {
            return (null, TimeSpan.Zero, TimeSpan.Zero);
        }

        var since = now - known.At;
        return (Rest(known.Eta.Likely), Rest(known.Eta.Low), Rest(known.Eta.High));

        TimeSpan Rest(TimeSpan then) => then > since ? then - since : TimeSpan.Zero;
    }

    /// <summary>The verdict whole, in as many lines as it takes; it is what the run was for.</summary>
    private static IEnumerable<FrameLine> Sentence(VerdictDocument verdict, int width, Glyphs glyphs, DisplayWords words)
    {
        var sentence = VerdictSentence.Of(verdict, words.Language);
        var (sign, tone) = Sign(verdict.Verdict, glyphs);
        var lines = TextColumns.Wrap(sentence.ToString(), Math.Max(8, width - 3));
        var begin = TextColumns.Plain(sentence.Before + sentence.Verb);
        var first = new FrameLine(glyphs, width).Add(" ").Add(sign + " ", tone);
        yield return lines[0].StartsWith(begin, StringComparison.Ordinal)
            ? first.Add(sentence.Before).Add(sentence.Verb, tone).Add(lines[0][begin.Length..])
            : first.Add(lines[0]);
        foreach (var line in lines.Skip(1))
        {
            yield return new FrameLine(glyphs, width).Add("   ").Add(line);
        }
    }

    private static void Sentence(FrameLine line, RunProgress run, DisplayWords words)
    {
        var judging = run.Resources.Where(r => r.Evidence is not null).ToList();
        var text = judging.Count > 0 && run.Current?.Name is "blocks"
            ? words.Measuring(run.Target, judging.Count(r => r.LeansToLeak), judging.Count(r => r.IsDecided), judging.Count)
            : words.Doing(run.Current?.Name, run.Target);
        line.Add(text, Tone.Strong);
    }

    private static (string Sign, Tone Tone) Sign(Outcome outcome, Glyphs glyphs) => outcome switch
    {
        Outcome.Leak => (glyphs.Leak, Tone.Leak),
        Outcome.Clean => (glyphs.Clean, Tone.Clean),
        Outcome.Inconclusive => (glyphs.Undecided, Tone.Undecided),
        _ => (glyphs.Failed, Tone.Strong),
    };

    private static FrameLine Bar(RunProgress run, TimeSpan now, TimeSpan? likely, int width, Glyphs glyphs)
    {
        var columns = Math.Max(0, width - 2);
        var share = run.Verdict is not null ? 1
            : likely is { } left && (now + left) > TimeSpan.Zero ? now / (now + left)
            : 0;
        var filled = (int)Math.Floor(Math.Clamp(share, 0, 1) * columns);
        return new FrameLine(glyphs, width)
            .Add(" ")
            .Add(string.Concat(Enumerable.Repeat(glyphs.Filled, filled)))
            .Add(string.Concat(Enumerable.Repeat(glyphs.Empty, columns - filled)), Tone.Faint);
    }
}
