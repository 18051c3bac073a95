using LeakGate.Baselines;
using LeakGate.Runs.Baselines;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>A comparison with a baseline in words. Thread-safe.</summary>
public static class BaselineWords
{
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
        var entry = new BaselineDocument.FigureEntry(drift.Resource, drift.Figure, drift.Unit, Change.Worse, drift.Before, drift.After, 0, 0, 0);
        return language.Pick(
            $"{resource}, {Figure(drift.Figure, language)}: has risen since {since}, from {Value(entry, drift.Before, language)} to {Value(entry, drift.After, language)}",
            $"{resource}, {Figure(drift.Figure, language)}: растёт начиная с {since}, с {Value(entry, drift.Before, language)} до {Value(entry, drift.After, language)}");
    }

    private static string Runs(BaselineDocument baseline, Language language) => baseline.Pinned is { } pinned
        ? SafeText.Of(pinned)
        : language.Pick(
            $"{Quantity.In(language).Whole(baseline.Runs)} {(baseline.Runs == 1 ? "run" : "runs")}",
            $"{Quantity.In(language).Whole(baseline.Runs)} {RussianPlural.Choose(baseline.Runs, "запуск", "запуска", "запусков")}");

    private static string Value(BaselineDocument.FigureEntry figure, double value, Language language)
    {
        var bytes = figure.Unit == "bytes";
        return figure.Figure == "level" ? Quantity.In(language).Level(value, bytes) : GrowthWords.In(language).Short(value, bytes);
    }

    private static string Short(string commit) => commit.Length > 10 && commit.All(char.IsAsciiHexDigit) ? commit[..10] : commit;
}
