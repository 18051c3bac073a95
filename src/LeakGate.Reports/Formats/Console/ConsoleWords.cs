using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Console;

/// <summary>The labels of the result in two languages.</summary>
internal sealed class ConsoleWords(Language language)
{
    public string Margin => language.Pick("margin", "допуск");

    public string CleanHeading => language.Pick("Clean, growing by no more than", "Чисто, растёт не больше чем на");

    public string UndecidedHeading => language.Pick("Not decided", "Не решено");

    public string RemarksHeading => language.Pick("Remarks on the measurement", "Замечания к измерению");

    public string OutputHeading => language.Pick("Last output of the target", "Последний вывод программы");

    public string NoOutput => language.Pick("The target printed nothing.", "Программа ничего не вывела.");

    public string ExplainHeading => language.Pick("How it was decided", "Как принято решение");

    public string ShownByHeap => language.Pick(
        "the leak is shown by the managed heap, a part of it (above)", "утечку показывает управляемая куча, её часть (выше)");

    public string NotMeasured => language.Pick("not measured", "не измерено");

    public string Folder => language.Pick("Run folder", "Папка запуска");

    public IReadOnlyList<string> BlockColumns { get; } = language == Language.Russian
        ? ["блок", "запросов", "минимум", "рост (интервал)", "течёт", "чисто"]
        : ["block", "requests", "floor", "growth (interval)", "leak", "clean"];

    public IReadOnlyList<string> WindowColumns { get; } = language == Language.Russian
        ? ["окно", "время", "минимум", "рост в час", "течёт", "чисто"]
        : ["block", "time", "floor", "growth per hour", "leak", "clean"];

    public string Outcome(Outcome outcome) => outcome switch
    {
        Verdicts.Outcome.Leak => language.Pick("leak", "течёт"),
        Verdicts.Outcome.Clean => language.Pick("clean", "чист"),
        Verdicts.Outcome.Inconclusive => language.Pick("undecided", "не решено"),
        _ => language.Pick("failed", "не отработал"),
    };

    public static string Symbol(Outcome outcome) => outcome switch
    {
        Verdicts.Outcome.Leak => "▲",
        Verdicts.Outcome.Clean => "✓",
        Verdicts.Outcome.Inconclusive => "~",
        _ => "×",
    };
}
