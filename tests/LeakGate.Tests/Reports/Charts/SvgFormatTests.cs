using System.Text;
using System.Xml.Linq;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Svg;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports.Charts;

public sealed class SvgFormatTests
{
    public static TheoryData<string, Language> Pictures => new(
        from chart in new[] { "memory-curve", "memory-floors", "memory-evidence", "memory-comparison" }
        from language in new[] { Language.English, Language.Russian }
        select (chart, language));

    public static TheoryData<int> Hostile => new(Enumerable.Range(0, MadeReports.HostileNames.Count));

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Each_picture_looks_as_accepted(string chart, Language language)
    {
        ReportInput WithSibling() => MadeReports.Leaky(language) with { Siblings = [MadeReports.Target(MadeVerdicts.Clean("healthy"))] };

        Snapshot.Matches(
            $"svg-{chart}-{language.Pick("en", "ru")}",
            () => MadeReports.Text(new SvgFormat(), WithSibling(), $"{SvgFormat.Folder}/{chart}.svg"));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_name_stays_text(int index)
    {
        var input = MadeReports.Hostile(MadeReports.HostileNames[index]);
        var files = new SvgFormat().Write(input with { Siblings = [MadeReports.Target(MadeVerdicts.Clean(MadeReports.HostileNames[index]))] }).ToList();

        files.Count.ShouldBeGreaterThan(20);
        files.ShouldAllBe(file => file.Path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' || letter == '/' || letter == '.'));
        foreach (var file in files)
        {
            Harmless.Picture(Encoding.UTF8.GetString(file.Content.Span), file.Path);
        }
    }

    [Fact]
    public void A_day_of_readings_is_thinned_says_so_and_keeps_the_spike()
    {
        var whole = MadeReports.Target(MadeVerdicts.Clean());
        var samples = Enumerable.Range(0, 86_400).Select(RunRecord (i) => new SampleRecord
        {
            At = TimeSpan.FromSeconds(i),
            Values = new Dictionary<string, double> { ["anonymous_bytes"] = (i == 50_000 ? 900 : 100) * 1048576.0 },
        });
        RunRecord[] records = [whole.Run.Header, .. samples];
        var input = MadeReports.Of(default, [whole with { Run = new RecordedRun(whole.Run.Header, records, null) }]);

        var picture = MadeReports.Text(new SvgFormat(), input, $"{SvgFormat.Folder}/memory-curve.svg");

        picture.Length.ShouldBeLessThan(60_000);
        picture.ShouldContain("86,400 readings, thinned to");
        var path = XDocument.Parse(picture).Descendants().Single(element => element.Name.LocalName == "path").Attribute("d")!.Value;
        var heights = path.Split('M', 'L').Where(pair => pair.Length > 0).Select(pair => double.Parse(pair.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        heights.Count(height => height < heights.Max() - 100).ShouldBe(1);
    }

    [Fact]
    public void A_target_that_failed_has_the_curve_up_to_then()
    {
        var files = new SvgFormat().Write(MadeReports.Failed()).ToList();

        files.Select(file => file.Path).ShouldBe([$"{SvgFormat.Folder}/memory-curve.svg"]);
        Encoding.UTF8.GetString(files[0].Content.Span).ShouldContain("checkout: failed");
    }

    [Fact]
    public void A_target_that_failed_before_any_reading_says_that_there_is_none()
    {
        var target = MadeReports.Failed().Targets[0];
        var empty = target with { Run = new RecordedRun(target.Run.Header, [target.Run.Header], null) };

        MadeReports.Text(new SvgFormat(), MadeReports.Of(default, [empty]), $"{SvgFormat.Folder}/memory-curve.svg").ShouldContain("This run holds no samples.");
    }

    [Fact]
    public void Several_targets_together_are_compared()
    {
        var files = new SvgFormat().Write(MadeReports.Several()).Select(file => file.Path).ToList();

        files.ShouldContain($"{SvgFormat.Folder}/memory-comparison.svg");
        files.ShouldAllBe(path => path.EndsWith("-comparison.svg", StringComparison.Ordinal));
    }
}
