using System.Globalization;
using System.Text;
using System.Text.Json;
using LeakGate.Runs;
using LeakGate.Runs.Records;

namespace LeakGate.Reports.Formats;

/// <summary>From a run folder to what reports show. A folder that was cut off at any byte still gives one that says what is missing.</summary>
public static class ReportReading
{
    /// <summary>Bytes of the log's end that are looked at.</summary>
    private const int LogBytes = 256 * 1024;

    /// <summary>Reads one target's folder.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static ReportTarget Of(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var standing = RunReader.ReadWhatStands(folder);
        var missing = new List<MissingPart>();
        var header = standing.Records is [HeaderRecord first, ..] ? first : Unknown(folder);
        var run = new RecordedRun(header, standing.Records is [HeaderRecord, ..] ? standing.Records : [header, .. standing.Records], standing.CutAt);
        if (standing.Records.Count == 0)
        {
            missing.Add(new MissingPart("records"));
        }
        else if (standing.Records[0] is not HeaderRecord)
        {
            missing.Add(new MissingPart("header"));
        }

        if (standing.CutAt is { } cut)
        {
            missing.Add(new MissingPart("tail", standing.Fault ?? cut.ToString(CultureInfo.InvariantCulture)));
        }

        AddUnreached(run, missing);
        return new ReportTarget(run, Verdict(folder, run, missing), Log(folder, missing), missing);
    }

    private static void AddUnreached(RecordedRun run, List<MissingPart> missing)
    {
        if (!run.Records.OfType<ReadyRecord>().Any())
        {
            missing.Add(new MissingPart("ready"));
        }

        if (!run.Blocks.Any())
        {
            missing.Add(new MissingPart("blocks"));
        }

        if (!run.Records.OfType<StageRecord>().Any(stage => stage.Stage == "stop"))
        {
            missing.Add(new MissingPart("stop", run.Records[^1].At.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The verdict that the run wrote; a judgement stands in one place. Only where there is none, what stands is judged.</summary>
    private static VerdictDocument Verdict(RunFolder folder, RecordedRun run, List<MissingPart> missing)
    {
        try
        {
            if (JsonSerializer.Deserialize<VerdictDocument>(File.ReadAllBytes(folder.VerdictFile), RunJson.Line) is { } written)
            {
                return written;
            }

            missing.Add(new MissingPart("verdict"));
        }
        catch (FileNotFoundException)
        {
            missing.Add(new MissingPart("verdict"));
        }
        catch (JsonException fault)
        {
            missing.Add(new MissingPart("verdict", fault.Message));
        }

        return RunJudge.Judge(run);
    }

    private static string[] Log(RunFolder folder, List<MissingPart> missing)
    {
        if (!File.Exists(folder.LogFile))
        {
            missing.Add(new MissingPart("log"));
            return [];
        }

        using var stream = File.OpenRead(folder.LogFile);
        stream.Seek(-Math.Min(stream.Length, LogBytes), SeekOrigin.End);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = reader.ReadToEnd().TrimEnd('\n').Split('\n');
        return lines is [""] ? [] : [.. lines.TakeLast(ReportTarget.LogLines)];
    }

    /// <summary>The folder's path still tells run, target and, in the run's name, the time.</summary>
    private static HeaderRecord Unknown(RunFolder folder)
    {
        var runId = Path.GetFileName(Path.GetDirectoryName(folder.Path)) ?? "";
        var told = DateTimeOffset.TryParseExact(
            runId.Length >= 15 ? runId[..15] : "", "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var started);
        return new HeaderRecord
        {
            At = TimeSpan.Zero,
            RunId = runId,
            Target = Path.GetFileName(folder.Path),
            Started = told ? started : DateTimeOffset.UnixEpoch,
            Version = "",
            Profile = "",
            Budget = TimeSpan.Zero,
            Expect = "clean",
            Source = "",
            Requests = [],
            Weights = [],
            MostBlocks = 0,
            Environment = new Dictionary<string, string>(),
        };
    }
}
