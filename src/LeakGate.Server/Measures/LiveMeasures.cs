using LeakGate.Runs.Records;
using LeakGate.Server.Children;
using LeakGate.Server.Folders;

namespace LeakGate.Server.Measures;

/// <summary>Runs of this server that go on, as metrics: read from their folders, never judged here. Thread safe.</summary>
internal sealed class LiveMeasures(ServerOptions options, RunQueue queue)
{
    /// <summary>Most targets told of at once.</summary>
    private const int MostTargets = 64;

    /// <summary>Most columns and resources told of each.</summary>
    private const int MostColumns = 64;

    private static readonly string[] Stages = ["start", "ready", "warm-up", "pilot", "blocks", "confirm", "snapshot", "stop"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LiveTarget> _targets = new(StringComparer.Ordinal);

    public void Append(MeasureText text)
    {
        lock (_gate)
        {
            ReadOn();

            // Two runs of one target at once would be one series twice: the newer one is told.
            Append(text, [.. _targets.Values.Where(target => target.Header is not null)
                .OrderByDescending(target => target.Header!.RunId, StringComparer.Ordinal)
                .Select(target => (target, labels: Labels(target.Header!)))
                .DistinctBy(one => (one.labels[0], one.labels[1], one.labels[2]))]);
        }
    }

    private static void Append(MeasureText text, IReadOnlyList<(LiveTarget Target, (string, string)[] Labels)> live)
    {
        void One(string name, string type, string help, Func<LiveTarget, double?> value) =>
            text.Family(name, type, help, live.Select(one => (MeasureText.Labels(one.Labels), value(one.Target) ?? double.NaN)));
        void Each(string name, string help, string label, Func<LiveTarget, IEnumerable<KeyValuePair<string, double?>>> values) =>
            text.Family(name, "gauge", help, live.SelectMany(one => values(one.Target).OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(MostColumns)
                .Select(pair => (MeasureText.Labels([.. one.Labels, (label, pair.Key)]), pair.Value ?? double.NaN))));

        text.Family("leakgate_live_run_info", "gauge", "A run that goes on.", live.Select(one =>
            (MeasureText.Labels([.. one.Labels, ("run", one.Target.Header!.RunId)]), 1.0)));
        One("leakgate_live_stage", "gauge", "Its stage: 0 start, 1 ready, 2 warm-up, 3 pilot, 4 blocks, 5 confirm, 6 snapshot, 7 stop.", target =>
            Array.IndexOf(Stages, target.Stage?.Stage) is var stage and >= 0 ? stage : null);
        One("leakgate_live_elapsed_seconds", "gauge", "Time since it began.", target => target.At.TotalSeconds);
        One("leakgate_live_remaining_seconds", "gauge", "Time to its end, as it was last reckoned.", target => target.Eta?.Likely.TotalSeconds);
        One("leakgate_live_requests_total", "counter", "Requests that it completed.", target => target.Sample?.Requests);
        One("leakgate_live_failed_requests_total", "counter", "Requests that failed.", target => target.Failed);
        One("leakgate_live_blocks", "gauge", "Blocks so far.", target => target.Block?.Index ?? 0);
        Each("leakgate_live_bytes", "Last reading of a column in bytes.", "column", target => Readings(target, bytes: true));
        Each("leakgate_live_items", "Last reading of a column that counts.", "column", target => Readings(target, bytes: false));
        Each("leakgate_live_growth", "Growth by resource, as far as it is known.", "resource", target => Evidence(target, evidence => evidence.Estimate));
        Each("leakgate_live_leak_evidence", "Evidence by resource that it grows by more than its margin; 1 is none.", "resource", target => Evidence(target, evidence => evidence.Leak));
        Each("leakgate_live_clean_evidence", "Evidence by resource that it grows by less than its margin; 1 is none.", "resource", target => Evidence(target, evidence => evidence.Clean));
        One("leakgate_live_evidence_needed", "gauge", "Evidence that decides.", target => target.Ready?.EvidenceNeeded);
    }

    private static IEnumerable<KeyValuePair<string, double?>> Readings(LiveTarget target, bool bytes) =>
        (target.Sample?.Values ?? new Dictionary<string, double>())
            .Where(pair => pair.Key.EndsWith("_bytes", StringComparison.Ordinal) == bytes)
            .Select(pair => KeyValuePair.Create(pair.Key, (double?)pair.Value));

    private static IEnumerable<KeyValuePair<string, double?>> Evidence(LiveTarget target, Func<EvidenceRecord, double?> value) =>
        (target.Block?.Evidence ?? new Dictionary<string, EvidenceRecord>()).Select(pair => KeyValuePair.Create(pair.Key, value(pair.Value)));

    private static (string, string)[] Labels(HeaderRecord header) =>
        [("target", header.Target), ("branch", string.IsNullOrEmpty(header.Branch) ? HistoryMeasures.UnknownBranch : header.Branch), ("profile", header.Profile)];

    private void ReadOn()
    {
        List<string> files = [.. queue.All().Where(run => run.State is QueueState.Running or QueueState.Stopping).SelectMany(run => Files(run.RunId)).Take(MostTargets)];
        foreach (string gone in _targets.Keys.Except(files).ToList())
        {
            _targets.Remove(gone);
        }

        foreach (string file in files)
        {
            if (!_targets.TryGetValue(file, out LiveTarget? target))
            {
                _targets[file] = target = new LiveTarget(file);
            }

            target.ReadOn();
        }
    }

    /// <summary>Records of the targets of a run that have no verdict yet.</summary>
    private IEnumerable<string> Files(string runId) => new RunFiles(options.RunsFolder, runId).Targets()
        .Where(target => !File.Exists(Path.Combine(target, "verdict.json")))
        .Select(target => Path.Combine(target, "run.jsonl"));
}
