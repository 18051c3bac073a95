using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Html;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Tests.Display;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>The page as a file: one, closed, with the words of all reports in it. How it looks is tested in a browser.</summary>
public sealed partial class HtmlTests
{
    private static readonly HtmlFormat Format = new();

    [Fact]
    public void Its_policy_allows_this_very_script_and_style_and_nothing_else()
    {
        var page = Page(MadeReports.Leaky());

        var policy = Policy().Match(page).Groups["policy"].Value;
        policy.ShouldStartWith("default-src 'none'; ");
        policy.ShouldContain($"script-src '{Hash(Script().Match(page).Groups["text"].Value)}'");
        policy.ShouldContain($"style-src '{Hash(Style().Match(page).Groups["text"].Value)}'");
        policy.ShouldNotContain("unsafe");
    }

    [Fact]
    public void It_names_no_address_that_a_browser_would_load()
    {
        var page = Page(MadeReports.Leaky());

        Loading().Count(page[..page.IndexOf("<style>", StringComparison.Ordinal)]).ShouldBe(0);
        Style().Match(page).Groups["text"].Value.ShouldNotContain("url(");
        page.ShouldNotContain("<script src", Case.Insensitive);
    }

    [Theory]
    [InlineData(Language.English, "en")]
    [InlineData(Language.Russian, "ru")]
    public void Sentence_facts_and_checks_are_those_of_the_other_reports(Language language, string key)
    {
        var input = MadeReports.Leaky(language);
        var document = Document(Page(input));
        var verdict = input.Targets[0].Verdict;

        document.GetProperty("language").GetString().ShouldBe(key);
        var words = document.GetProperty("targets")[0].GetProperty("words").GetProperty(key);
        string.Concat(words.GetProperty("sentence").EnumerateArray().Select(part => part.GetString())).ShouldBe(VerdictSentence.Of(verdict, language).ToString());
        words.GetProperty("measured").GetString().ShouldBe(RunFacts.Of(verdict, language));
        words.GetProperty("findings").GetArrayLength().ShouldBe(verdict.Findings.Count);
        foreach (var (text, finding) in words.GetProperty("findings").EnumerateArray().Zip(verdict.Findings))
        {
            var told = string.Join('\n', text.GetProperty("facts").EnumerateArray().Select(fact => fact.GetProperty("text").GetString()));
            foreach (var fact in new FindingFacts(language).Of(finding, verdict).Skip(finding.Requests.Count > 0 ? 2 : 0).Where(fact => fact.Label is not ("Advice" or "Совет")))
            {
                told.ShouldContain(fact.Text);
            }
        }

        var checks = words.GetProperty("measurement").GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("text").GetString()).ToList();
        checks.ShouldBe(verdict.Measurement.Select(new MeasurementWords(language).Of), ignoreOrder: true);
    }

    [Fact]
    public void Large_print_is_the_sentence_in_parts()
    {
        foreach (var finding in MadeReports.Leaky().Targets[0].Verdict.Findings.SelectMany(finding => finding.Requests))
        {
            foreach (var language in new[] { Language.English, Language.Russian })
            {
                var (number, _, interval) = GrowthWords.In(language).Parts(finding.PerRequest, "things", perHour: false);
                var sentence = GrowthWords.In(language).Long(finding.PerRequest);
                sentence.ShouldStartWith(number);
                sentence.ShouldContain(interval);
            }
        }
    }

    [Fact]
    public void Whatever_a_name_is_it_stays_text()
    {
        foreach (var name in MadeReports.HostileNames)
        {
            var page = Page(MadeReports.Hostile(name));

            var inlined = Inlined().Match(page).Groups["text"].Value;
            inlined.ShouldNotContain('<');
            var parsed = JsonDocument.Parse(inlined).RootElement.GetProperty("targets")[0];
            parsed.GetProperty("header").GetProperty("source").GetString().ShouldBe(name.Contains('\ud800', StringComparison.Ordinal) ? name.Replace('\ud800', '\ufffd') : name);
            ScriptTag().Count(page).ShouldBe(2 + ScriptTag().Count(Script().Match(page).Groups["text"].Value));
        }
    }

    [Fact]
    public void The_same_bytes_come_out_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var pages = new[] { "en-US", "ru-RU", "de-DE", "tr-TR" }.Select(culture =>
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                return Page(MadeReports.Several());
            }).Distinct(StringComparer.Ordinal);
            pages.Count().ShouldBe(1);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_day_at_1_Hz_with_12_resources_stays_below_5_MB()
    {
        var page = Page(MadeReports.Of(default, [DayOfSamples()]));

        Encoding.UTF8.GetByteCount(page).ShouldBeLessThan(5_000_000);
        var samples = Document(page).GetProperty("targets")[0].GetProperty("samples");
        samples.GetProperty("recorded").GetInt32().ShouldBe(86_400);
        samples.GetProperty("values").GetProperty("fds").EnumerateArray().Max(value => value.GetDouble()).ShouldBe(999_999_999);
    }

    [Fact]
    public void Siblings_and_what_is_held_come_along()
    {
        var targets = MadeReports.Several().Targets;
        var alone = Document(Page(MadeReports.Of(default, [targets[0]]) with { Siblings = [targets[1]] })).GetProperty("targets")[0];
        alone.GetProperty("siblings")[0].GetProperty("target").GetString().ShouldBe("healthy");
        alone.GetProperty("siblings")[0].GetProperty("blocks").GetArrayLength().ShouldBe(7);

        var together = Document(Page(MadeReports.Of(default, targets))).GetProperty("targets");
        together.GetArrayLength().ShouldBe(4);
        together[0].TryGetProperty("siblings", out _).ShouldBeFalse();
        together[0].GetProperty("blocks")[0].TryGetProperty("details", out _).ShouldBeFalse();
    }

    [Fact]
    public void What_is_missing_is_told_in_words()
    {
        var whole = MadeReports.Leaky().Targets[0];
        var cut = whole with { Missing = [new("stop", "43.7"), new("verdict"), new("tail", "byte 4711")] };
        var words = Document(Page(MadeReports.Of(default, [cut]))).GetProperty("targets")[0].GetProperty("words");

        words.GetProperty("en").GetProperty("missing")[0].GetString().ShouldBe("The records end at 43.7 s; the stop was not recorded.");
        words.GetProperty("ru").GetProperty("missing")[2].GetString()!.ShouldContain("byte 4711");
    }

    /// <summary>A watched program: a sample each second, twelve columns that all move, one spike of one second.</summary>
    private static ReportTarget DayOfSamples()
    {
        var random = new Random(11);
        var source = RecordedShop.Records("shop").ToList();
        string[] names = ["rss_anon_bytes", "rss_bytes", "heap_bytes", "swap_bytes", "threads", "processes", "fds", "connections", "database_connections", "redis_connections", "tcp_established", "tcp_close_wait"];
        var samples = Enumerable.Range(0, 86_400).Select(second => (RunRecord)new SampleRecord
        {
            At = TimeSpan.FromSeconds(second + (random.Next(1000) / 1000.0)),
            Requests = second * 31L,
            Values = names.ToDictionary(name => name, name => name == "fds" && second == 40_000 ? 999_999_999 : name.EndsWith("_bytes", StringComparison.Ordinal) ? (double)random.NextInt64(100_000_000, 999_999_999) / 4096 * 4096 : random.Next(10, 9999)),
        });
        List<RunRecord> records = [.. source.Where(record => record is not SampleRecord), .. samples];
        return MadeReports.Leaky().Targets[0] with { Run = new RecordedRun((HeaderRecord)records[0], records, null) };
    }

    private static string Page(ReportInput input) => MadeReports.Text(Format, input, "report.html");

    private static JsonElement Document(string page) => JsonDocument.Parse(Inlined().Match(page).Groups["text"].Value).RootElement;

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("http-equiv=\"Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Policy();

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Style();

    [GeneratedRegex("<script type=\"application/json\" id=\"document\">(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Inlined();

    [GeneratedRegex("<script", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex ScriptTag();

    [GeneratedRegex("(src|href)=\"(?!data:)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Loading();
}
