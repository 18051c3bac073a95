using LeakGate.Reports.Formats;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>What a run folder lacks, in a sentence each.</summary>
public static class MissingWords
{
    /// <summary>One sentence with its full stop.</summary>
    public static string Of(MissingPart part, Language language)
    {
        ArgumentNullException.ThrowIfNull(part);
        var detail = SafeText.Of(part.Detail);
        var where = detail.Length > 0 && detail.All(char.IsAsciiDigit) ? language.Pick("byte ", "байт ") + detail : detail;
        return part.Code switch
        {
            "records" => language.Pick("This run holds no records.", "В этом запуске нет записей."),
            "header" => language.Pick("The first record, which tells what was run, is missing.", "Нет первой записи: что запускалось, неизвестно."),
            "tail" => language.Pick(
                $"The records end in the middle of a line ({where}); everything before it is shown.",
                $"Записи обрываются посреди строки ({where}); всё, что до неё, показано."),
            "ready" => language.Pick("The target never became ready.", "Программа так и не стала готова."),
            "blocks" => language.Pick("No block was recorded, so there are no floors.", "Нет ни одного блока, поэтому нет и минимумов."),
            "stop" => language.Pick(
                $"The records end at {detail} s; the stop was not recorded.", $"Записи кончаются на {detail} с; остановка не записана."),
            "verdict" => language.Pick(
                "No verdict was written; what stands was judged now.", "Вердикт не записан; оценено то, что есть.") + (detail.Length > 0 ? $" ({detail})" : ""),
            "log" => language.Pick("The output of the target is missing.", "Вывода программы нет."),
            _ => SafeText.Of(part.Code) + (detail.Length > 0 ? $" ({detail})" : "") + ".",
        };
    }
}
