using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Recorded;

/// <summary>What can be told about a recording. Both languages stand side by side.</summary>
internal sealed class CsvTexts(Language language)
{
    public Said Empty() => Say(
        "the file is empty", "write a header line and rows: elapsed_s,rss_bytes",
        "файл пуст", "нужны строка заголовка и данные: elapsed_s,rss_bytes");

    public Said NoHeader(string first) => Say(
        $"the first line holds numbers (`{first}`), no names", "put a header line before them: elapsed_s,rss_bytes,fds",
        $"в первой строке числа (`{first}`), а не имена", "поставьте перед ними заголовок: elapsed_s,rss_bytes,fds");

    public Said OtherSeparator(char sign) => Say(
        $"cells are separated by `{Name(sign)}`", "write the file with commas between cells and a point in numbers",
        $"ячейки разделены знаком `{Name(sign)}`", "запишите файл с запятыми между ячейками и точкой в числах");

    public Said NoTime() => Say(
        "no column tells the time", "name one `elapsed_s` (seconds) or `timestamp` (seconds or ISO 8601)",
        "нет столбца времени", "назовите один `elapsed_s` (секунды) или `timestamp` (секунды или ISO 8601)");

    public Said TwoTimes() => Say(
        "both `elapsed_s` and `timestamp` are given", "keep one",
        "есть и `elapsed_s`, и `timestamp`", "оставьте один");

    public Said NothingToJudge(string counters) => Say(
        "no column can be judged", $"add one such as rss_bytes or fds; {counters} and requests_total are not judged",
        "нет столбца, который можно оценить", $"добавьте, например, rss_bytes или fds; {counters} и requests_total не оцениваются");

    public Said NoName() => Say("the column has no name", "name it, or take it out", "у столбца нет имени", "назовите его или уберите");

    public Said DoubledName(string name) => Say(
        $"`{name}` stands more than once in the header", "keep one",
        $"`{name}` стоит в заголовке несколько раз", "оставьте один");

    public Said TooManyColumns(int most) => Say(
        FormattableString.Invariant($"the header has more than {most} columns"), "judge fewer at once",
        FormattableString.Invariant($"в заголовке больше {most} столбцов"), "оценивайте меньше за раз");

    public Said WrongCount(int cells, int columns) => Say(
        FormattableString.Invariant($"{cells} cells, but the header names {columns}"),
        "write as many; a decimal comma makes two cells of a number, use a point",
        FormattableString.Invariant($"ячеек {cells}, а в заголовке {columns}"),
        "запишите столько же; десятичная запятая делает из числа две ячейки, пишите точку");

    public Said NotANumber(string text) => Say(
        $"`{text}` is not a number", "write digits with a point, such as 1048576 or 12.5; leave the cell empty for a gap",
        $"`{text}` — не число", "пишите цифры с точкой, например 1048576 или 12.5; для пропуска оставьте ячейку пустой");

    public Said DecimalComma(string text) => Say(
        $"`{text}` has a decimal comma", "write a point: 12.5",
        $"в `{text}` десятичная запятая", "пишите точку: 12.5");

    public Said NotFinite(string text) => Say(
        $"`{text}` is no amount", "leave the cell empty for a gap",
        $"`{text}` — не величина", "для пропуска оставьте ячейку пустой");

    public Said Negative(string text) => Say(
        $"`{text}` is negative", "amounts are 0 or more; leave the cell empty for a gap",
        $"`{text}` меньше нуля", "величины не меньше 0; для пропуска оставьте ячейку пустой");

    public Said NoReadings(string text) => Say(
        $"`{text}` is no number of readings", "write how many readings the row stands for: 1 or more; or leave the cell empty",
        $"`{text}` — не число показаний", "напишите, сколько показаний в строке: 1 или больше; или оставьте ячейку пустой");

    public Said NoTimeHere() => Say(
        "the time is missing", "every row needs its time; take the row out",
        "нет времени", "время нужно в каждой строке; уберите строку");

    public Said BadTime(string text) => Say(
        $"`{text}` is no time", "write seconds since 1970 or ISO 8601, the same in every row: 2026-11-22T14:00:00Z",
        $"`{text}` — не время", "пишите секунды от 1970 года или ISO 8601, одинаково во всех строках: 2026-11-22T14:00:00Z");

    public Said Milliseconds(string text) => Say(
        $"`{text}` looks like milliseconds", "write seconds",
        $"`{text}` похоже на миллисекунды", "пишите секунды");

    public Said TimeRunsBack(string text, string before) => Say(
        $"time runs back: `{text}` after `{before}`", "sort the rows by time; recordings of several runs are files of their own",
        $"время идёт назад: `{text}` после `{before}`", "упорядочьте строки по времени; записи разных запусков — разные файлы");

    public Said Fault(CsvFault fault) => fault switch
    {
        CsvFault.OpenQuote => Say("a quote is not closed", "close it, or double it within a cell", "кавычка не закрыта", "закройте её, а внутри ячейки удвойте"),
        CsvFault.StrayQuote => Say(
            "a quote stands in the middle of a cell", "put the whole cell in quotes and double those within",
            "кавычка посреди ячейки", "возьмите в кавычки всю ячейку, а внутренние удвойте"),
        CsvFault.TooLong => Say(
            "a cell or row is far too long for numbers", "check that this is a CSV recording",
            "ячейка или строка слишком длинны для чисел", "проверьте, что это запись CSV"),
        CsvFault.Binary => Say("a byte 0: this is no text", "check that this is a CSV recording", "байт 0: это не текст", "проверьте, что это запись CSV"),
        _ => Say("here or behind stand bytes that are no UTF-8", "write the file as UTF-8", "здесь или дальше байты не в UTF-8", "запишите файл в UTF-8"),
    };

    public Said TooMany(int told) => Say(
        FormattableString.Invariant($"these are the first {told} errors; the rest was not read"), "mend these first",
        FormattableString.Invariant($"это первые ошибки, {told}; дальше файл не читался"), "сначала исправьте их");

    private static string Name(char sign) => sign == '\t' ? "TAB" : sign.ToString();

    private Said Say(string problem, string remedy, string problemRu, string remedyRu) =>
        new(language.Pick(problem, problemRu), language.Pick(remedy, remedyRu));
}
