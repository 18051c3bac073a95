using LeakGate.Baselines;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Console;

/// <summary>Several targets in one table, a column each: verdict, leak types, severity, time to verdict, growth of every resource.</summary>
public static class SideBySide
{
    private const int LabelWidth = 18;
    private const int LeastColumn = 24;

    /// <summary>Writes the table. When the columns don't fit beside one another, further tables follow below.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="verdicts">In the order of the columns.</param>
    /// <param name="style">Width, colour and language.</param>
    public static void Write(TextWriter writer, IReadOnlyList<VerdictDocument> verdicts, ConsoleStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(verdicts);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(writer, style);
        var atOnce = Math.Max(1, (page.Width - LabelWidth) / (LeastColumn + 2));
        foreach (var (chunk, index) in verdicts.Chunk(atOnce).Select((chunk, index) => (chunk, index)))
        {
            if (index > 0)
            {
                page.Blank();
            }

            Table(page, chunk);
        }
    }

    private static void Table(Page page, VerdictDocument[] verdicts)
    {
        var language = page.Style.Language;
        var words = new ConsoleWords(language);
        var quantity = Quantity.In(language);
        var column = Math.Min(40, ((page.Width - LabelWidth) / verdicts.Length) - 2);

        page.Line(Row("", verdicts.Select(v => SafeText.Of(v.Target)), column));
        page.Line(new string('─', LabelWidth + (verdicts.Length * (column + 2))));
        page.Line(
            Row(language.Pick("verdict", "вердикт"), verdicts.Select(v => $"{ConsoleWords.Symbol(v.Verdict)} {words.Outcome(v.Verdict)}"), column),
            [.. verdicts.Select(v => (Word: $"{ConsoleWords.Symbol(v.Verdict)} {words.Outcome(v.Verdict)}", v.Verdict))]);
        page.Line(Row(language.Pick("expected", "ожидалось"), verdicts.Select(v => Expected(v, words)), column));
        Rows(page, language.Pick("leaks", "утечки"), verdicts, v => Types(v, language, column), column);
        page.Line(Row(language.Pick("severity", "срочность"), verdicts.Select(v => v.Findings.Count == 0 ? Quantity.None : ResourceWords.Severity(v.Severity, language)), column));
        if (verdicts.Any(v => v.Baseline is not null))
        {
            Rows(page, language.Pick("baseline", "сравнение"), verdicts, v => Compared(v, language, column), column);
        }

        page.Line(Row(language.Pick("time to verdict", "до вердикта"), verdicts.Select(v => v.SecondsToVerdict is { } s ? quantity.Duration(s) : Quantity.None), column));
        page.Line(Row(language.Pick("requests", "запросов"), verdicts.Select(v => quantity.Whole(v.Requests)), column));
        page.Line(Row(language.Pick("failed", "ошибок"), verdicts.Select(v => quantity.Whole(v.RequestsFailed)), column));
        page.Line("");
        page.Line(language.Pick("growth per request of the mix, counts per 1,000", "рост на запрос смеси, счётное на 1\u00a0000"));
        foreach (var resource in verdicts.SelectMany(v => v.Resources).Select(r => r.Resource).Distinct(StringComparer.Ordinal))
        {
            page.Line(Row(ResourceWords.Of(resource, verdicts.SelectMany(v => v.Resources), language).Short, verdicts.Select(v => Growth(v, resource, language)), column));
        }

        Notes(page, verdicts);
    }

    private static void Notes(Page page, VerdictDocument[] verdicts)
    {
        var language = page.Style.Language;
        if (verdicts.Any(v => v.Resources.Any(r => Folds(v, r))))
        {
            page.Text(language.Pick("↗ grows with a finding and is counted there", "↗ растёт вместе с находкой и учтено в ней"));
        }

        if (verdicts.Any(v => v.Resources.Any(r => ConsoleSummary.HeapTellsIt(v, r))))
        {
            page.Text(language.Pick(
                "~ memory alone is undecided: its leak is shown by the heap",
                "~ память сама по себе не решена: её утечку показывает куча"));
        }
    }

    private static void Rows(
        Page page, string label, VerdictDocument[] verdicts, Func<VerdictDocument, IReadOnlyList<string>> cells, int column)
    {
        var lists = verdicts.Select(cells).ToList();
        for (var i = 0; i < lists.Max(l => l.Count); i++)
        {
            page.Line(Row(i == 0 ? label : "", lists.Select(l => i < l.Count ? l[i] : ""), column));
        }
    }

    private static string[] Types(VerdictDocument verdict, Language language, int column) => verdict.LeakTypes.Count == 0
        ? [language.Pick("none", "нет")]
        : [.. verdict.LeakTypes.SelectMany(t => TextColumns.Wrap(ResourceWords.LeakType(t, language), column - 2).Select((line, i) => i == 0 ? line : "  " + line))];

    private static IReadOnlyList<string> Compared(VerdictDocument verdict, Language language, int column) => verdict.Baseline?.Decision switch
    {
        Change.Worse => TextColumns.Wrap("▲ " + BaselineWords.Worse(verdict.Baseline, language), column),
        Change.Better => [language.Pick("✓ better", "✓ лучше")],
        Change.Same => [language.Pick("✓ no different", "✓ не хуже")],
        _ => [Quantity.None],
    };

    private static string Expected(VerdictDocument verdict, ConsoleWords words) => verdict.Expect switch
    {
        "leak" => words.Outcome(Outcome.Leak),
        "clean" => words.Outcome(Outcome.Clean),
        _ => SafeText.Of(verdict.Expect),
    };

    private static string Growth(VerdictDocument verdict, string resource, Language language)
    {
        var growth = GrowthWords.In(language);
        if (verdict.Resources.FirstOrDefault(r => string.Equals(r.Resource, resource, StringComparison.Ordinal)) is not { } entry)
        {
            return Quantity.None;
        }

        var symbol = Folds(verdict, entry) ? "↗" : ConsoleWords.Symbol(entry.Verdict);
        if (entry.PerHour is { } perHour)
        {
            return symbol + " " + growth.ShortPerHour(perHour, entry.Verdict == Outcome.Clean);
        }

        if (entry.PerRequest is not { } amount)
        {
            return symbol + " " + language.Pick("not measured", "не измерено");
        }

        var bytes = GrowthWords.IsBytes(amount);
        return symbol + " " + (entry.Verdict == Outcome.Clean
            ? growth.ShortBound(amount.High, bytes, inHeader: true)
            : growth.ShortInterval(amount.Estimate, amount.Low, amount.High, bytes, inHeader: true));
    }

    private static bool Folds(VerdictDocument verdict, VerdictDocument.ResourceEntry entry) =>
        entry.Verdict == Outcome.Leak
        && !verdict.Findings.Any(f => string.Equals(f.Resource, entry.Resource, StringComparison.Ordinal))
        && verdict.Findings.Any(f => f.Folded.Any(g => string.Equals(g.Resource, entry.Resource, StringComparison.Ordinal)));

    private static string Row(string label, IEnumerable<string> cells, int column) =>
        TextColumns.Left(label, LabelWidth) + string.Concat(cells.Select(cell => "  " + TextColumns.Left(cell, column)));
}
