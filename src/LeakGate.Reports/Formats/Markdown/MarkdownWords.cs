using LeakGate.Reports.Formats.Console;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Formats.Markdown;

/// <summary>The words of the page that no other report has.</summary>
internal sealed class MarkdownWords(Language language)
{
    private readonly Quantity _quantity = Quantity.In(language);

    public ConsoleWords Shared { get; } = new(language);

    public IReadOnlyList<string> TargetColumns { get; } = language == Language.Russian
        ? ["программа", "вердикт", "ожидалось", "главное"]
        : ["target", "verdict", "expected", "in short"];

    public IReadOnlyList<string> FindingColumns { get; } = language == Language.Russian
        ? ["утечка", "запрос", "рост", "минимумы", "кончится"]
        : ["leak", "request", "growth", "floors", "runs out"];

    public IReadOnlyList<string> ResourceColumns { get; } = language == Language.Russian
        ? ["ресурс", "вердикт", "рост", "допуск", "удерживает", "под нагрузкой", "минимумы"]
        : ["resource", "verdict", "growth", "margin", "retained", "under load", "floors"];

    public string Resources => language.Pick("All resources: growth, margin, floors", "Все ресурсы: рост, допуск, минимумы");

    public string Baseline => language.Pick("Against the baseline", "Сравнение с базой");

    public string In(double seconds) => language.Pick("in ", "через ") + _quantity.Duration(seconds);

    public string MoreTargets(int count) => language.Pick(
        $"… and {_quantity.Whole(count)} more targets", $"… и ещё программ: {_quantity.Whole(count)}");

    public string MoreFindings(int count) => language.Pick(
        $"… and {_quantity.Whole(count)} more leaks", $"… и ещё утечек: {_quantity.Whole(count)}");

    public string LeftOut(int count) => language.Pick(
        $"{_quantity.Whole(count)} parts were left out, because this place holds no more. All of it is in the run folder.",
        $"Не поместилось частей: {_quantity.Whole(count)}, больше это место не вмещает. Всё есть в папке запуска.");
}
