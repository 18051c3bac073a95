using LeakGate.Reports.Formats;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Cases;

/// <summary>The words around cases.</summary>
internal sealed class CaseWords(Language language)
{
    public string Verdict => language.Pick("verdict", "вердикт");

    public string Margin => language.Pick("margin", "допуск");

    public string NotMeasured => language.Pick("not measured", "не измерено");

    public string Expected => language.Pick("A leak was expected here (expect: leak), and one was found.", "Здесь ожидалась утечка (expect: leak), и она найдена.");

    public string NotFound => language.Pick("A leak was expected here (expect: leak), and none was found.", "Здесь ожидалась утечка (expect: leak), но её не нашлось.");

    public string RequestClean => language.Pick("takes part in no leak", "в утечках не участвует");

    public string MixClean => language.Pick("part of a mix that is clean", "входит в смесь, которая чиста");

    public string NotAlone => language.Pick("not measured alone", "отдельно не измерялся");

    public string Undecided => language.Pick("not decided", "не решено");

    public string TargetFailed => language.Pick("the target failed", "сбой программы");

    /// <summary>Of a resource that grows because another one is held.</summary>
    public string Dragged(string resource, string type) => language.Pick(
        $"Counted with the finding on {resource} ({type}): what is held there holds this too.",
        $"Учтено в находке «{resource}» ({type}): то, что удерживается там, удерживает и это.");

    public string Missing(MissingPart part) =>
        language.Pick("The run folder lacks: ", "В папке запуска нет: ") + (part.Detail is { } detail ? $"{part.Code} ({detail})" : part.Code);
}
