using System.Globalization;
using System.Text;
using System.Text.Json;
using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Tests.Display;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>A run folder cut off anywhere still tells what stands, and what is missing.</summary>
public sealed class ReportReadingTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("leakgate-report-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_whole_run_misses_nothing()
    {
        var target = ReportReading.Of(Folder(Whole(), MadeVerdicts.Leaky(), "one\ntwo\n"));

        target.Missing.ShouldBeEmpty();
        target.Verdict.Verdict.ShouldBe(Outcome.Leak);
        target.Log.ShouldBe(["one", "two"]);
        target.Run.Blocks.Count().ShouldBe(18);
    }

    [Fact]
    public void A_run_without_a_verdict_is_judged_from_what_stands()
    {
        var target = ReportReading.Of(Folder(Whole(), null, ""));

        target.Missing.Select(part => part.Code).ShouldBe(["verdict"]);
        target.Verdict.RunId.ShouldBe("20261122-101402-ab12");
    }

    [Fact]
    public void Cut_off_at_any_byte_every_format_still_writes_and_says_so()
    {
        var whole = Whole();
        var cuts = Enumerable.Range(0, 60).Select(i => (int)(i * (long)whole.Length / 60)).Concat([1, 2, whole.Length - 1]).Distinct();
        foreach (var cut in cuts)
        {
            var place = "cut at " + cut.ToString(CultureInfo.InvariantCulture);
            var target = ReportReading.Of(Folder(whole[..cut], null, null));

            target.Missing.ShouldNotBeEmpty(place);
            target.Verdict.Verdict.ShouldNotBe(Outcome.Clean, place);
            foreach (var format in ReportFormats.All)
            {
                format.Write(MadeReports.Of(default, [target])).ShouldNotBeEmpty($"{format.Name}, {place}");
            }
        }
    }

    [Fact]
    public void A_damaged_line_ends_the_reading_and_is_named()
    {
        var whole = Encoding.UTF8.GetString(Whole()).Split('\n');
        whole[5] = "{\"kind\":\"nonsense\"}";
        var target = ReportReading.Of(Folder(Encoding.UTF8.GetBytes(string.Join('\n', whole)), null, ""));

        target.Run.Records.Count.ShouldBe(5);
        target.Missing.Single(part => part.Code == "tail").Detail!.ShouldContain("byte");
    }

    private static byte[] Whole()
    {
        using var stream = new MemoryStream();
        foreach (var record in RecordedShop.Records("shop"))
        {
            JsonSerializer.Serialize(stream, record, RunJson.Line);
            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    private RunFolder Folder(byte[] records, VerdictDocument? verdict, string? log)
    {
        var folder = RunFolder.Create(_root, "20261122-101402-" + Guid.NewGuid().ToString("n")[..4], "shop");
        File.WriteAllBytes(folder.RecordsFile, records);
        if (verdict is not null)
        {
            File.WriteAllBytes(folder.VerdictFile, JsonSerializer.SerializeToUtf8Bytes(verdict, RunJson.Indented));
        }

        if (log is not null)
        {
            File.WriteAllText(folder.LogFile, log);
        }

        return folder;
    }
}
