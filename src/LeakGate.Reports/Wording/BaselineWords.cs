using LeakGate.Baselines;
using LeakGate.Runs.Baselines;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>A comparison with a baseline in words. Thread-safe.</summary>
public static class BaselineWords
{
    private const int MostNamed = 2;

    /// <summary>The decision in one sentence.</summary>
    public static string Sentence(string target, BaselineDocument baseline, Language language)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        var name = TextColumns.Fit(SafeText.Of(target), 40);
        var of = baseline.Branch.Length == 0
            ? language.Pick(
                baseline.Runs <= 1 ? "than the run before" : $"than the {Runs(baseline, language)} before",
                baseline.Runs <= 1 ? "чем прошлый запуск" : $"чем {Runs(baseline, language)} до него")
            : language.Pick(
                $"than {SafeText.Of(baseline.Branch)} ({Runs(baseline, language)})", $"чем {SafeText.Of(baseline.Branch)} ({Runs(baseline, language)})");
        return baseline.Decision switch
        {
            Change.Worse => language.Pick($"▲ {name} is worse {of}", $"▲ {name}: хуже, {of}"),
            Change.Better => language.Pick($"✓ {name} is better {of}", $"✓ {name}: лучше, {of}"),
            Change.Same => language.Pick($"✓ {name} is no different {of.Replace("than", "from", StringComparison.Ordinal)}", $"✓ {name}: не хуже, {of}"),
            _ => language.Pick($"~ {name}: there is nothing to compare with", $"~ {name}: сравнить не с чем"),
        };
    }

    /// <summary>What is worse than which runs, within a sentence: <c>worse than main: threads 21 → 28</c>. Empty: nothing is.</summary>
    public static string Worse(BaselineDocument? baseline, Language language)
    {
        if (baseline is not { Decision: Change.Worse })
        {
            return "";
        }

        var risen = baseline.Figures.Where(figure => figure.Change == Change.Worse)
            .Select(figure => (figure.Resource, figure.Figure, From: Value(figure, figure.Base, language), To: Value(figure, figure.Head, language)))
            .Concat(baseline.Drifts.Select(drift => (drift.Resource, drift.Figure, From: Value(drift, drift.Before, language), To: Value(drift, drift.After, language))))
            .Select(one => $"{ResourceWords.Of(one.Resource, language).Name}{(one.Figure == "level" ? "" : " " + language.Pick("growth", "рост"))} {one.From} → {one.To}")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var more = risen.Count > MostNamed ? language.Pick($" and {Quantity.In(language).Whole(risen.Count - MostNamed)} more", $" и ещё {Quantity.In(language).Whole(risen.Count - MostNamed)}") : "";
        var than = baseline.Branch.Length == 0 ? language.Pick("before", "раньше") : SafeText.Of(baseline.Branch);
        return language.Pick($"worse than {than}: ", $"хуже, чем {than}: ") + string.Join(", ", risen.Take(MostNamed)) + more;
    }

    /// <summary>The name of a figure.</summary>
    public static string Figure(string figure, Language language) =>
        figure == "level" ? language.Pick("level", "уровень") : language.Pick("growth", "рост");

    /// <summary>One figure: what it was, what it is, and how sure that is.</summary>
    public static string Of(BaselineDocument.FigureEntry figure, Language language)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var (before, now) = (Value(figure, figure.Base, language), Value(figure, figure.Head, language));
        if (figure.Change == Change.Same)
        {
            return language.Pick($"{now}, same within {Value(figure, figure.Within, language)}", $"{now}, то же в пределах {Value(figure, figure.Within, language)}");
        }

        if (figure.Change == Change.Unknown)
        {
            return language.Pick(
                $"{now}, before {before}; judged from {RunComparer.FewestRuns} runs on",
                $"{now}, до этого {before}; судим, когда запусков {RunComparer.FewestRuns}");
        }

        var (low, high) = (Math.Min(Math.Abs(figure.Low), Math.Abs(figure.High)), Math.Max(Math.Abs(figure.Low), Math.Abs(figure.High)));
        var (least, most) = (Value(figure, low, language), Value(figure, high, language));
        var range = least == most ? language.Pick($"by {least}", $"на {least}") : language.Pick($"by {least} to {most}", $"на {least}–{most}");
        return figure.Change == Change.Worse
            ? language.Pick($"{before} → {now}, worse {range}", $"{before} → {now}, хуже {range}")
            : language.Pick($"{before} → {now}, better {range}", $"{before} → {now}, лучше {range}");
    }

    /// <summary>A step or creep over runs.</summary>
    public static string Of(BaselineDocument.DriftEntry drift, Language language)
    {
        ArgumentNullException.ThrowIfNull(drift);
        var resource = ResourceWords.Of(drift.Resource, language).Name;
        var since = SafeText.Of(drift.SinceCommit.Length > 0 ? Short(drift.SinceCommit) : drift.SinceRun);
        return language.Pick(
            $"{resource}, {Figure(drift.Figure, language)}: has risen since {since}, from {Value(drift, drift.Before, language)} to {Value(drift, drift.After, language)}",
            $"{resource}, {Figure(drift.Figure, language)}: растёт начиная с {since}, с {Value(drift, drift.Before, language)} до {Value(drift, drift.After, language)}");
    }

    private static string Runs(BaselineDocument baseline, Language language) => baseline.Pinned is { } pinned
        ? SafeText.Of(pinned)
        : language.Pick(
            $"{Quantity.In(language).Whole(baseline.Runs)} {(baseline.Runs == 1 ? "run" : "runs")}",
            $"{Quantity.In(language).Whole(baseline.Runs)} {RussianPlural.Choose(baseline.Runs, "запуск", "запуска", "запусков")}");

    private static string Value(BaselineDocument.FigureEntry figure, double value, Language language) => Value(figure.Figure, figure.Unit, value, language);

    private static string Value(BaselineDocument.DriftEntry drift, double value, Language language) => Value(drift.Figure, drift.Unit, value, language);

    private static string Value(string figure, string unit, double value, Language language)
    {
        var bytes = unit == "bytes";
        return figure == "level" ? Quantity.In(language).Level(value, bytes) : GrowthWords.In(language).Short(value, bytes);
    }

    private static string Short(string commit) => commit.Length > 10 && commit.All(char.IsAsciiHexDigit) ? commit[..10] : commit;
}
