using System.Text;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Records;

/// <summary>What stands in <c>run.jsonl</c>, and what is read back of it.</summary>
public sealed class RunFileTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("leakgate-records-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_week_at_one_reading_a_second_is_a_file_of_some_ten_megabytes()
    {
        var folder = RunFolder.Create(_root.FullName, "run", "shop");
        using (var writer = new RunWriter(folder))
        {
            foreach (var record in WeekOfReadings.Records())
            {
                writer.Write(record);
            }
        }

        new FileInfo(folder.RecordsFile).Length.ShouldBeInRange(5_000_000, 20_000_000);
        var run = RunReader.Read(folder);
        run.Records.Sum(record => record is EnvelopeRecord stretch ? stretch.Readings : record is SampleRecord ? 1 : 0).ShouldBe(WeekOfReadings.Readings);
        run.Records.Select(record => record.At).ShouldBeInOrder();
        RunReader.ReadForVerdict(folder).Records.Count.ShouldBeLessThan(30);
    }

    [Fact]
    public void A_file_that_an_older_version_wrote_whole_is_folded_while_it_is_read()
    {
        var folder = Written(string.Concat(new[] { Line(Header) }.Concat(Enumerable.Range(0, 40_000).Select(i => Line(Sample(i))))));

        var run = RunReader.Read(folder);

        run.Records.Count.ShouldBeInRange(SampleFold.WholeReadings, 20_000);
        run.Records.Sum(record => record is EnvelopeRecord stretch ? stretch.Readings : record is SampleRecord ? 1 : 0).ShouldBe(40_000);
    }

    [Fact]
    public void A_reader_of_the_file_sees_whole_lines_of_any_length_and_where_the_last_is_cut()
    {
        var text = Line(Header) + Line(Sample(1)) + Line(Said(new string('ж', 300_000))) + Line(Sample(2));
        var folder = Written(text + "{\"kind\":\"sam");

        var run = RunReader.Read(folder);

        run.Records.Count.ShouldBe(4);
        run.CutAt.ShouldBe(Encoding.UTF8.GetByteCount(text));
        run.Records[2].ShouldBeOfType<EventRecord>().Text.Length.ShouldBe(300_000);
    }

    [Fact]
    public void A_line_that_is_no_record_is_told_with_its_place_and_what_stands_before_it_is_read()
    {
        var folder = Written(Line(Header) + Line(Sample(1)) + "{\"kind\":\"samples\"}\n" + Line(Sample(2)));
        var at = Encoding.UTF8.GetByteCount(Line(Header) + Line(Sample(1)));

        Should.Throw<RunFormatException>(() => RunReader.Read(folder)).Offset.ShouldBe(at);
        var standing = RunReader.ReadWhatStands(folder);
        (standing.Records.Count, standing.CutAt).ShouldBe((2, at));
        standing.Fault.ShouldNotBeNull().ShouldContain("no record");
    }

    [Fact]
    public void What_is_read_for_a_verdict_ends_at_the_same_time()
    {
        var folder = Written(Line(Header) + Line(Sample(1)) + Line(Said("x")) + Line(Sample(2)) + Line(Sample(3)));

        var run = RunReader.ReadForVerdict(folder);

        run.Records.Select(record => record.GetType()).ShouldBe([typeof(HeaderRecord), typeof(EventRecord), typeof(SampleRecord)]);
        run.Records[^1].At.TotalSeconds.ShouldBe(3);
    }

    private static HeaderRecord Header => WeekOfReadings.Header;

    private static SampleRecord Sample(int seconds) =>
        new() { At = TimeSpan.FromSeconds(seconds), Values = new Dictionary<string, double> { ["fds"] = seconds } };

    private static EventRecord Said(string text) => new() { At = TimeSpan.FromSeconds(1.5), Level = "info", Code = "x", Text = text };

    private static string Line(RunRecord record) => System.Text.Json.JsonSerializer.Serialize(record, RunJson.Line) + "\n";

    private RunFolder Written(string text)
    {
        var folder = RunFolder.Create(_root.FullName, "run", "shop");
        File.WriteAllText(folder.RecordsFile, text);
        return folder;
    }
}
