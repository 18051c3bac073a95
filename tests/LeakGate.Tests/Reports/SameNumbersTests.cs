using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Console;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>A number that somebody saw in one place is found, letter by letter, in every other.</summary>
public sealed partial class SameNumbersTests
{
    private static readonly string[] Places = ["console", "markdown", "junit", "allure", "teamcity", "github"];

    public static TheoryData<string, Language> PlacesAndLanguages() =>
        [.. from place in Places from language in new[] { Language.English, Language.Russian } select (place, language)];

    [Theory]
    [MemberData(nameof(PlacesAndLanguages))]
    public void A_leak_has_the_same_words_growth_bound_and_end(string place, Language language)
    {
        var text = Text(place, MadeReports.Leaky(language));

        string[] mix = language == Language.English
            ? ["3.63 KiB (3.36 to 3.89) per request", "3.20 (3.05 to 3.34) per 1,000 requests", "in 3 h 36 min"]
            : ["3,63 КиБ (от 3,36 до 3,89) на запрос", "3,20 (от 3,05 до 3,34) на 1 000 запросов", "через 3 ч 36 мин"];
        string[] finding = language == Language.English
            ? ["memory leak, severity high", "POST /api/cache", "5.97 KiB (5.74 to 6.21) per request", "32.0 (30.5 to 33.4) per 1,000 requests", "127.0.0.1:5432 PostgreSQL +183"]
            : ["утечка памяти, срочность высокая", "POST /api/cache", "5,97 КиБ (от 5,74 до 6,21) на запрос", "32,0 (от 30,5 до 33,4) на 1 000 запросов", "127.0.0.1:5432 PostgreSQL +183"];

        // Allure tells a finding by its summary in the verdict document, which is made up here, and labels of its own.
        string[] expected = place == "allure" ? mix : [.. mix, .. finding];
        foreach (var words in expected)
        {
            text.ShouldContain(words, Case.Insensitive, $"{place}: {words}");
        }
    }

    [Theory]
    [MemberData(nameof(PlacesAndLanguages))]
    public void A_clean_run_has_the_same_sentence_with_its_bound(string place, Language language) =>
        Text(place, MadeReports.Clean(language)).ShouldContain(
            language.Pick(
                "shop is clean: a request keeps at most 0.11 KiB, 1,000 at most 0.34 threads, descriptors or connections.",
                LeakGate.Reports.Wording.TextColumns.Plain(LeakGate.Reports.Wording.VerdictSentence.Of(MadeVerdicts.Clean(), language).ToString())),
            Case.Sensitive,
            place);

    [Theory]
    [MemberData(nameof(PlacesAndLanguages))]
    public void An_undecided_and_a_failed_run_have_the_same_sentence(string place, Language language)
    {
        foreach (var input in new[] { MadeReports.Inconclusive(language), MadeReports.Failed(language) })
        {
            var sentence = LeakGate.Reports.Wording.VerdictSentence.Of(input.Targets[0].Verdict, language).ToString();
            Text(place, input).ShouldContain(OneLine(sentence), Case.Sensitive, place);
        }
    }

    /// <summary>What a reader of the place sees, on one line, with plain spaces.</summary>
    private static string Text(string place, ReportInput input) => OneLine(place switch
    {
        "console" => Console(input),
        "markdown" => WebUtility.HtmlDecode(Element().Replace(MadeReports.Text(ReportFormats.Named(place)!, input, "summary.md"), "")),
        "junit" => string.Join(' ', XDocument.Parse(MadeReports.Text(ReportFormats.Named(place)!, input, "junit.xml")).Descendants()
            .SelectMany(element => element.Attributes().Select(attribute => attribute.Value).Append(element.Value))),
        "allure" => string.Join(' ', ReportFormats.Named(place)!.Write(input).Where(file => file.Path.EndsWith("-result.json", StringComparison.Ordinal)).SelectMany(file => Strings(JsonDocument.Parse(file.Content).RootElement))),
        "teamcity" => string.Join(' ', ServiceMessageParser.Parse(MadeReports.Text(ReportFormats.Named(place)!, input, "teamcity.txt")).SelectMany(message => message.Values.Values)),
        _ => MadeReports.Text(ReportFormats.Named(place)!, input, "annotations.txt").Replace("%0A", "\n", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal),
    });

    private static string Console(ReportInput input)
    {
        using var writer = new StringWriter();
        ConsoleSummary.Write(writer, input.Targets[0].Verdict, new ConsoleStyle { Language = input.Language, Width = 200 });
        return writer.ToString();
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [WebUtility.HtmlDecode(Element().Replace(element.GetString()!, " "))],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<[^<>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Element();
}
