using System.Globalization;
using System.Text;
using System.Text.Json;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Csv;
using LeakGate.Runs;
using LeakGate.Runs.Recorded;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Tests.Recorded;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Records;

/// <summary>A week is judged the same whether every reading is at hand or only what its folder keeps.</summary>
public sealed class FoldedVerdictTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("leakgate-folded-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void The_verdict_of_the_folder_is_that_of_all_records()
    {
        var whole = RunJudge.Judge(new RecordedRun(WeekOfReadings.Header, [.. WeekOfReadings.Records()], null));
        var folder = Written();
        var folded = RunJudge.Judge(RunReader.ReadForVerdict(folder));

        whole.Verdict.ShouldBe(Outcome.Leak);
        whole.LeakTypes.ShouldBe(["file_descriptor_leak"]);
        Json(folded).ShouldBe(Json(whole));
        Json(RunJudge.Judge(RunReader.Read(folder))).ShouldBe(Json(whole));
    }

    [Fact]
    public void The_readings_of_the_folder_are_judged_as_all_readings_are()
    {
        var run = RunReader.Read(Written());
        var report = new ReportTarget(run, RunJudge.Judge(run), [], []);
        var samples = new CsvFormat().Write(new ReportInput { Targets = [report], Version = "1", Written = WeekOfReadings.Header.Started, Language = Language.English })
            .Single(file => file.Path == "samples.csv");

        var whole = Judged(Csv.Valid(WholeCsv()));
        var folded = Judged(Csv.Valid(Encoding.UTF8.GetString(samples.Content.Span)));

        samples.Content.Length.ShouldBeLessThan(5_000_000);
        folded.Verdict.ShouldBe(whole.Verdict);
        folded.LeakTypes.ShouldBe(whole.LeakTypes);
        folded.Resources.Count.ShouldBe(whole.Resources.Count);
        foreach (var (one, other) in folded.Resources.Zip(whole.Resources))
        {
            (one.Column, one.Verdict, one.Reason, one.Blocks).ShouldBe((other.Column, other.Verdict, other.Reason, other.Blocks));

            // A point stands at the end of its stretch, and not where the lowest reading was: at most 128 s of a week beside it.
            Near(one.PerHour?.Low, other.PerHour?.Low, other.Margin);
            Near(one.PerHour?.High, other.PerHour?.High, other.Margin);
        }

        whole.Resources.Single(entry => entry.Column == "fds").Verdict.ShouldBe(Outcome.Leak);
        whole.Resources.Single(entry => entry.Column == "rss_bytes").Verdict.ShouldBe(Outcome.Clean);
    }

    private static void Near(double? value, double? other, double margin)
    {
        (value is null).ShouldBe(other is null);
        if (value is { } number)
        {
            number.ShouldBe(other!.Value, (0.01 * Math.Abs(other.Value)) + (0.01 * margin));
        }
    }

    private static VerdictDocument Judged(RecordingResult.Valid valid) => RecordedVerdicts.Judge(valid, "week.csv", WeekOfReadings.Header.Started);

    private static string WholeCsv()
    {
        var columns = WeekOfReadings.Sample(1).Values.Keys.ToList();
        var text = new StringBuilder("elapsed_s,").AppendJoin(',', columns).Append('\n');
        foreach (var sample in WeekOfReadings.Records().OfType<SampleRecord>())
        {
            text.Append(sample.At.TotalSeconds.ToString("R", CultureInfo.InvariantCulture));
            foreach (var column in columns)
            {
                text.Append(',').Append(sample.Values[column].ToString("R", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Json(VerdictDocument verdict) => JsonSerializer.Serialize(verdict, RunJson.Indented);

    private RunFolder Written()
    {
        var folder = RunFolder.Create(_root.FullName, Guid.NewGuid().ToString("N"), "shop");
        using var writer = new RunWriter(folder);
        foreach (var record in WeekOfReadings.Records())
        {
            writer.Write(record);
        }

        return folder;
    }
}
