using LeakGate.Reports.Wording;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Console;

/// <summary>Lines of a bounded width on a writer. Text must be harmless already; colour is added here and nowhere else.</summary>
internal sealed class Page(TextWriter writer, ConsoleStyle style)
{
    private const string Reset = "\u001b[0m";

    public int Width { get; } = Math.Max(style.Width, 40);

    public ConsoleStyle Style => style;

    public void Blank() => writer.Write('\n');

    /// <summary>A text that is broken at the width; the lines after the first stand under its text.</summary>
    public void Text(string text, string indent = "", string? hanging = null)
    {
        var lead = indent;
        foreach (var line in TextColumns.Wrap(text, Width - Math.Max(TextColumns.Width(indent), TextColumns.Width(hanging ?? indent))))
        {
            Line(lead + line);
            lead = hanging ?? indent;
        }
    }

    /// <summary>A label and a text beside it.</summary>
    public void Labelled(string label, int labelWidth, string text) =>
        Text(text, "  " + TextColumns.Left(label, labelWidth) + " ", new string(' ', labelWidth + 3));

    /// <summary>One line as it is, cut at the width.</summary>
    public void Line(string text)
    {
        writer.Write(TextColumns.Plain(TextColumns.Fit(text.TrimEnd(' '), Width)));
        writer.Write('\n');
    }

    /// <summary>One line with some of its words in the colour of an outcome, in the order in which they stand.</summary>
    public void Line(string text, IReadOnlyList<(string Word, Outcome Outcome)> colours)
    {
        var rest = TextColumns.Plain(TextColumns.Fit(text.TrimEnd(' '), Width));
        foreach (var (word, outcome) in colours)
        {
            var at = rest.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0)
            {
                writer.Write(rest[..at] + Coloured(word, outcome));
                rest = rest[(at + word.Length)..];
            }
        }

        writer.Write(rest + "\n");
    }

    /// <summary>A broken text with one word in the colour of an outcome.</summary>
    public void Sentence(string symbol, VerdictSentence sentence, Outcome outcome)
    {
        var lines = TextColumns.Wrap(sentence.ToString(), Width - 2);

        // The verb is where Before ends; lines are searched from there, so a target that is called "clean" is not coloured.
        var verb = TextColumns.Plain(sentence.Verb);
        var left = sentence.Before.Trim().Length;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var at = left >= 0 && left <= line.Length ? line.IndexOf(verb, left, StringComparison.Ordinal) : -1;
            if (left >= 0 && at >= 0)
            {
                line = line[..at] + Coloured(verb, outcome) + line[(at + verb.Length)..];
                left = -1;
            }
            else if (left >= 0)
            {
                left = Math.Max(0, left - line.Length - 1);
            }

            writer.Write(i == 0 ? Coloured(symbol, outcome) + " " : "  ");
            writer.Write(line);
            writer.Write('\n');
        }
    }

    /// <summary>The word in the colour of the outcome, where colour is wanted.</summary>
    public string Coloured(string word, Outcome outcome) => style.Colour ? Code(outcome) + word + Reset : word;

    /// <summary>A line whose first word carries the colour of an outcome.</summary>
    public void Marked(string symbol, string rest, Outcome outcome)
    {
        writer.Write(Coloured(symbol, outcome));
        writer.Write(TextColumns.Plain(TextColumns.Fit(" " + rest.TrimEnd(' '), Width - TextColumns.Width(symbol))));
        writer.Write('\n');
    }

    // The 16 colours of the terminal's own theme: they stay readable on its background.
    private static string Code(Outcome outcome) => outcome switch
    {
        Outcome.Leak => "\u001b[1;31m",
        Outcome.Clean => "\u001b[36m",
        Outcome.Inconclusive => "\u001b[35m",
        _ => "\u001b[1m",
    };
}
