using LeakGate.Reports.Formats.Console;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Formats.Performance;

/// <summary>The load report as a person reads it in a terminal, with the verdict as its first line.</summary>
public static class PerformanceText
{
    private const int Column = 9;
    private const int LabelWidth = 12;

    /// <summary>Writes the report. Lines end with <c>\n</c> and are at most <see cref="ConsoleStyle.Width"/> columns wide.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="report">What was measured.</param>
    /// <param name="verdict">What was judged.</param>
    /// <param name="style">Width, colour and language.</param>
    /// <param name="runFolder">Where the run's files are; <see langword="null"/>: not said.</param>
    public static void Write(TextWriter writer, PerformanceReport report, VerdictDocument verdict, ConsoleStyle style, string? runFolder = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(writer, style);
        var language = style.Language;
        var quantity = Quantity.In(language);
        page.Sentence(ConsoleWords.Symbol(verdict.Verdict), VerdictSentence.Of(verdict, language), verdict.Verdict);
        page.Blank();
        var low = quantity.Number(report.BlockSpeeds.Low);
        var high = quantity.Number(report.BlockSpeeds.High);
        page.Labelled(language.Pick("Throughput", "Скорость"), LabelWidth, language.Pick(
            $"{quantity.Number(report.RequestsPerSecond)}\u00a0requests/s ({low} to {high} by block)",
            $"{quantity.Number(report.RequestsPerSecond)}\u00a0запросов/с (по блокам от {low} до {high})"));
        page.Labelled(language.Pick("Load", "Нагрузка"), LabelWidth, Load(report, quantity, language));
        Machine(page, report, quantity, language);
        page.Labelled(language.Pick("Errors", "Ошибки"), LabelWidth, Errors(report, quantity, language));
        Requests(page, report, quantity, language);
        if (runFolder is not null)
        {
            page.Blank();
            page.Text(SafeText.Of(runFolder), new ConsoleWords(language).Folder + ": ", "  ");
        }
    }

    private static string Load(PerformanceReport report, Quantity quantity, Language language)
    {
        var rate = report.RateAsked is { } asked
            ? language.Pick($"{quantity.Rate(asked)}\u00a0requests/s asked for", $"задано {quantity.Rate(asked)}\u00a0запросов/с")
            : language.Pick("as fast as it answers", "так быстро, как отвечает");
        return language.Pick(
            $"{quantity.Whole(report.Completed)}\u00a0requests in {quantity.Duration(report.LoadSeconds)}, {quantity.Whole(report.Blocks)}\u00a0blocks; {quantity.Whole(report.Concurrency)} at a time, {rate}",
            $"запросов {quantity.Whole(report.Completed)} за {quantity.Duration(report.LoadSeconds)}, блоков {quantity.Whole(report.Blocks)}; одновременно {quantity.Whole(report.Concurrency)}, {rate}");
    }

    private static void Machine(Page page, PerformanceReport report, Quantity quantity, Language language)
    {
        if (report.Processor is { } processor)
        {
            var free = processor.MachineFree is { } share
                ? language.Pick($"; {quantity.Percent(share)} of the machine free", $"; свободно {quantity.Percent(share)} машины") : "";
            page.Labelled(language.Pick("Processor", "Процессор"), LabelWidth, language.Pick(
                $"{quantity.Number(processor.MillisecondsPerRequest)}\u00a0ms per request, {quantity.Number(processor.Cores)}\u00a0cores{free}",
                $"{quantity.Number(processor.MillisecondsPerRequest)}\u00a0мс на запрос, ядер {quantity.Number(processor.Cores)}{free}"));
        }

        if (report.Memory is { } memory)
        {
            var peak = memory.Peak is { } most
                ? language.Pick($", {quantity.Bytes(most)} at most under load", $", под нагрузкой до {quantity.Bytes(most)}") : "";
            page.Labelled(language.Pick("Memory", "Память"), LabelWidth, language.Pick(
                $"{quantity.Bytes(memory.Floor)} when quiet{peak}; {quantity.Bytes(memory.KeptPerRequest)} kept per request",
                $"{quantity.Bytes(memory.Floor)} в покое{peak}; остаётся {quantity.Bytes(memory.KeptPerRequest)} на запрос"));
        }
    }

    private static string Errors(PerformanceReport report, Quantity quantity, Language language) => report.Failed == 0 && report.Errors.Count == 0
        ? language.Pick("none", "нет")
        : $"{quantity.Whole(report.Failed)}: " + string.Join(", ", report.Errors.Take(8).Select(error => $"{SafeText.Of(error.Kind)} {quantity.Whole(error.Count)}"));

    private static void Requests(Page page, PerformanceReport report, Quantity quantity, Language language)
    {
        string[] heads = language == Language.Russian
            ? ["1/с", "ошибки", "p50", "p95", "p99", "макс"]
            : ["per s", "failed", "p50", "p95", "p99", "max"];
        var width = page.Width - (heads.Length * Column) - 2;
        page.Blank();
        page.Line(language.Pick("Latency, milliseconds", "Время ответа, миллисекунды"));
        page.Line("  " + new string(' ', width) + string.Concat(heads.Select(head => TextColumns.Right(head, Column))));
        foreach (var request in report.Requests)
        {
            var latency = request.LatencyMs;
            string[] cells =
            [
                quantity.Number(request.RequestsPerSecond), quantity.Whole(request.Failed),
                Cell(latency?.P50), Cell(latency?.P95), Cell(latency?.P99), Cell(latency?.Max),
            ];
            page.Line("  " + TextColumns.Left(SafeText.Of(request.Request), width) + string.Concat(cells.Select(cell => TextColumns.Right(cell, Column))));
        }

        page.Text(
            language.Pick(
                "Percentiles are medians over the blocks; max is the slowest answer of all.",
                "Перцентили — медианы по блокам, макс — самый долгий ответ из всех."),
            "  ");
        if (report.Requests.Any(request => request.MillisecondsAlone is not null))
        {
            page.Blank();
            page.Line(language.Pick("Processor time of each request, run alone", "Процессорное время каждого запроса, взятого отдельно"));
            foreach (var request in report.Requests.Where(request => request.MillisecondsAlone is not null))
            {
                page.Line("  " + TextColumns.Left(SafeText.Of(request.Request), width)
                    + TextColumns.Right(quantity.Number(request.MillisecondsAlone!.Value) + language.Pick(" ms", " мс"), Column * 2));
            }
        }

        string Cell(double? value) => value is { } number ? quantity.Number(number) : Quantity.None;
    }
}
