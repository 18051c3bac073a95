using System.Globalization;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using LeakGate.Reports.Channels;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Runs;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Recorded;
using LeakGate.Runs.Text;

namespace LeakGate.EndToEnd.Docs;

/// <summary>The examples of <c>docs/api.md</c>, word for word: <see cref="ApiGuideTests"/> compares them and runs them.</summary>
internal static class ApiGuide
{
    // monitor
    public static async Task MonitorAsync(int processId, TextWriter output, CancellationToken cancel)
    {
        await using var target = AttachedTarget.ToProcess("shop", processId, TimeProvider.System);
        await using var probe = new ProcProbe(new PeerNames());
        var readings = new ReadingSet();
        var tree = target.ReadTree();
        probe.ReadTick(tree, readings);
        await probe.ReadFloorAsync(tree, readings, cancel);
        await probe.ReadDetailsAsync(tree, readings, cancel);

        foreach (var (column, reading) in readings.Readings)
        {
            output.WriteLine(reading.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{column}: {value}") : $"{column}: not read, {reading.Gap}");
        }

        foreach (var (column, kinds) in readings.Details)
        {
            output.WriteLine($"{column}: {string.Join(", ", kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key} ×{kind.Value}")))}");
        }
    }

    // detect
    public static VerdictDocument Detect(string runFolder, TextWriter output)
    {
        var verdict = RunJudge.Judge(RunReader.Read(RunFolder.Open(runFolder)));
        output.WriteLine($"{verdict.Target}: {verdict.Verdict}, severity {verdict.Severity}: {string.Join(", ", verdict.LeakTypes)}");
        foreach (var finding in verdict.Findings)
        {
            output.WriteLine($"{finding.Type} by {finding.Requests[0].Request}, held by {finding.Where}: {finding.Summary}");
        }

        return verdict;
    }

    // detect in a recording
    public static VerdictDocument DetectInRecording(string file)
    {
        using var stream = File.OpenRead(file);
        return RecordingReader.Read(stream, file) switch
        {
            RecordingResult.Valid valid => RecordedVerdicts.Judge(valid, file, File.GetLastWriteTimeUtc(file)),
            RecordingResult.Invalid wrong => throw new FormatException(string.Join('\n', wrong.Errors)),
            _ => throw new InvalidOperationException("There is no third result."),
        };
    }

    // notify
    public static async Task<IReadOnlyList<ChannelOutcome>> NotifyAsync(string runFolder, Func<string, string?> environment, CancellationToken cancel)
    {
        // SLACK_WEBHOOK_URL, TEAMS_WEBHOOK_URL, EMAIL_TO and so on, as before.
        var channels = EnvironmentChannels.Or(written: null, environment, Language.English, warn: Console.Error.WriteLine);
        using var notifier = new RunNotifier(Language.English, "1.0.0", environment, TimeProvider.System);
        return await notifier.SendAllAsync([RunFolder.Open(runFolder)], channels, cancel);
    }

    // end
}
