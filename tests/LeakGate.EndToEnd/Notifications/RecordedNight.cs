using System.Text.Json;
using LeakGate.Reports.Formats.Html;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Tests.Reports.Channels;

namespace LeakGate.EndToEnd.Notifications;

/// <summary>The made-up night as a run leaves it: a folder for each target, with records and verdict.</summary>
internal static class RecordedNight
{
    public const string RunId = "20261122-101402-ab12";

    /// <summary>Writes the run below <c>.leakgate</c> of a folder.</summary>
    /// <returns>The folder of the run.</returns>
    public static string Write(string workspace, Language language = Language.English, bool report = false)
    {
        var runs = Path.Combine(workspace, ".leakgate", "runs");
        var night = MadeMessages.Night(language);
        foreach (var target in night.Targets)
        {
            var name = target.Verdict.Target;
            var folder = RunFolder.Create(runs, RunId, name);
            using (var writer = new RunWriter(folder))
            {
                foreach (var record in target.Run.Records)
                {
                    writer.Write(record is HeaderRecord header ? header with { RunId = RunId, Branch = "main", Commit = "0123456789abcdef0123" } : record);
                }
            }

            File.WriteAllBytes(folder.VerdictFile, JsonSerializer.SerializeToUtf8Bytes(target.Verdict with { RunId = RunId }, RunJson.Indented));
        }

        if (report)
        {
            File.WriteAllBytes(Path.Combine(runs, RunId, HtmlFormat.File), new HtmlFormat().Write(night).Single().Content.ToArray());
        }

        return Path.Combine(runs, RunId);
    }
}
