using System.Globalization;
using System.Text.Json;
using LeakGate.Runs;

namespace LeakGate.Cli.Verbs;

/// <summary>Judges a run folder again.</summary>
internal static class RecordedRuns
{
    /// <summary>Run folders at a path: itself, or those of several targets below it; none when there is no run.</summary>
    public static IReadOnlyList<string> At(string path, string named)
    {
        if (!Directory.Exists(path))
        {
            return Path.GetFileName(path) == "run.jsonl" ? [Path.GetDirectoryName(named) is { Length: > 0 } folder ? folder : "."] : [];
        }

        return IsRun(path) ? [named]
            : [.. Directory.EnumerateDirectories(path).Where(IsRun).Order(StringComparer.Ordinal).Select(folder => Path.Combine(named, Path.GetFileName(folder)))];
    }

    /// <summary>Absolute path of what was named; a run may be named by its id alone, as the summary of a run names it.</summary>
    public static string Standing(string currentFolder, string named)
    {
        string path = Path.GetFullPath(named, currentFolder);
        string known = Path.GetFullPath(Path.Combine(".leakgate", "runs", named), currentFolder);
        return !Path.Exists(path) && Directory.Exists(known) ? known : path;
    }

    /// <summary>The verdict, the same as that of the run; what is missing of a killed run is a remark.</summary>
    /// <exception cref="RunFormatException">The records can't be read.</exception>
    /// <exception cref="IOException">The folder can't be read.</exception>
    public static AnalyzedFile Judge(string path, string named)
    {
        RunFolder folder = RunFolder.Open(path);
        RecordedRun run = RunReader.ReadForVerdict(folder);
        VerdictDocument verdict = RunJudge.Judge(run, KnownLeaks(folder)) with { File = named };
        if (run.CutAt is { } cut)
        {
            string remark = string.Create(CultureInfo.InvariantCulture, $"run.jsonl ends within a record, at byte {cut}: the run was killed.");
            verdict = verdict with { Remarks = [.. verdict.Remarks, remark] };
        }

        return new AnalyzedFile(verdict, [.. run.Blocks]);
    }

    private static bool IsRun(string folder) => File.Exists(Path.Combine(folder, "run.jsonl"));

    /// <summary>Known leaks are no part of the records, so they are taken from the verdict that the run wrote.</summary>
    private static Dictionary<string, string> KnownLeaks(RunFolder folder)
    {
        if (!File.Exists(folder.VerdictFile))
        {
            return [];
        }

        byte[] bytes = File.ReadAllBytes(folder.VerdictFile);
        try
        {
            VerdictDocument? written = JsonSerializer.Deserialize<VerdictDocument>(bytes, RunJson.Line);
            return (written?.Findings ?? [])
                .Where(finding => finding.Ignored is not null)
                .DistinctBy(finding => finding.Fingerprint, StringComparer.Ordinal)
                .ToDictionary(finding => finding.Fingerprint, finding => finding.Ignored!, StringComparer.Ordinal);
        }
        catch (JsonException fault)
        {
            throw new RunFormatException(
                folder.VerdictFile, OffsetOf(fault, bytes), RunFormatProblem.NoVerdict, "no verdict document: " + fault.Message, fault);
        }
    }

    private static long OffsetOf(JsonException fault, byte[] bytes)
    {
        int line = 0;
        for (long left = fault.LineNumber ?? 0; left > 0; left--)
        {
            line += bytes.AsSpan(line).IndexOf((byte)'\n') + 1;
        }

        return line + (fault.BytePositionInLine ?? 0);
    }
}
