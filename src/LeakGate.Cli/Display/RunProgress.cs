using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Samples;

namespace LeakGate.Cli.Display;

/// <summary>
/// What the records of one target's run say so far. Bounded: it keeps the last of everything, not everything. Not thread-safe.
/// </summary>
internal sealed class RunProgress(string target)
{
    /// <summary>Events kept.</summary>
    public const int MostEvents = 40;

    private static readonly Resource[] DisplayOrder =
    [
        Resource.Memory, Resource.Heap, Resource.Descriptors, Resource.DatabaseConnections,
        Resource.RedisConnections, Resource.Connections, Resource.Threads, Resource.Processes,
    ];

    private readonly List<StageProgress> _stages = [];
    private readonly Queue<EventRecord> _events = new();
    private readonly Dictionary<string, ResourceProgress> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _blocks = new(StringComparer.Ordinal);
    private long[] _completed = [];
    private long[] _failed = [];

    public string Target { get; } = TextColumns.Fit(SafeText.Of(target), 32);

    public HeaderRecord? Header { get; private set; }

    /// <summary>Whether the target is only watched: growth is per hour, nothing is sent.</summary>
    public bool ByTime => Header?.ByTime ?? false;

    public ReadyRecord? Ready { get; private set; }

    public BlockRecord? LastBlock { get; private set; }

    public VerdictDocument? Verdict { get; private set; }

    /// <summary>Time of the last record.</summary>
    public TimeSpan At { get; private set; }

    public IReadOnlyList<StageProgress> Stages => _stages;

    public StageProgress? Current => _stages.Count == 0 ? null : _stages[^1];

    public IReadOnlyCollection<EventRecord> Events => _events;

    /// <summary>Events that are worth keeping on the screen when the run is over.</summary>
    public IEnumerable<EventRecord> Warnings => _events.Where(e => e.Level is "warning" or "error");

    public (EtaRecord Eta, TimeSpan At)? Eta { get; private set; }

    /// <summary>Completed requests of the whole run.</summary>
    public long Done { get; private set; }

    /// <summary>Judged blocks so far.</summary>
    public int Judged => BlocksOf("blocks");

    /// <summary>Judged blocks that there can be: those of the first round, or of both once the second has begun; 0: not known.</summary>
    public int MostJudged => Header is { } header ? header.MostBlocks * (Judged > header.MostBlocks ? Math.Max(1, header.MostRounds) : 1) : 0;

    /// <summary>Blocks of a stage so far.</summary>
    public int BlocksOf(string stage) => _blocks.GetValueOrDefault(stage);

    public long Failed => _failed.Sum();

    public IReadOnlyList<long> CompletedByRequest => _completed;

    public IReadOnlyList<long> FailedByRequest => _failed;

    /// <summary>The judged resources where they are known, else those that have readings; in a fixed order.</summary>
    public IReadOnlyList<ResourceProgress> Resources
    {
        get
        {
            var names = Ready?.Margins.Keys ?? _resources.Keys;
            return [.. names.Select(Track).OrderBy(r => Array.FindIndex(DisplayOrder, d => string.Equals(d.Name, r.Name, StringComparison.Ordinal)) is var i and >= 0 ? i : int.MaxValue)];
        }
    }

    public string? RequestName(int index) => Header is { } header && index >= 0 && index < header.Requests.Count ? header.Requests[index] : null;

    public void Apply(RunRecord record)
    {
        At = record.At > At ? record.At : At;
        switch (record)
        {
            case HeaderRecord header:
                Header = header;
                break;
            case ReadyRecord ready:
                Ready = ready;
                break;
            case StageRecord stage:
                if (Current is { } last)
                {
                    last.Ended = stage.At;
                }

                _stages.Add(new StageProgress(stage.Stage, stage.Note, stage.At));
                Eta = stage.Eta is { } eta ? (eta, stage.At) : Eta;
                break;
            case SampleRecord sample:
                Done = Math.Max(Done, sample.Requests);
                Readings(sample.Values, sample.Gaps, (track, value) => track.Sample(value));
                break;
            case BlockRecord block:
                Apply(block);
                break;
            case EventRecord happened:
                _events.Enqueue(happened);
                if (_events.Count > MostEvents)
                {
                    _events.Dequeue();
                }

                break;
        }
    }

    public void End(VerdictDocument verdict)
    {
        Verdict = verdict;
        foreach (var entry in verdict.Resources)
        {
            Track(entry.Resource).Decide(entry);
        }

        At = TimeSpan.FromSeconds(Math.Max(At.TotalSeconds, verdict.DurationSeconds));
        if (Current is { } last)
        {
            last.Ended ??= At;
        }
    }

    private void Apply(BlockRecord block)
    {
        LastBlock = block;
        _blocks[block.Stage] = BlocksOf(block.Stage) + 1;
        Done = Math.Max(Done, block.TotalRequests);
        Eta = block.Eta is { } eta ? (eta, block.At) : Eta;
        _completed = Sum(_completed, block.Completed);
        _failed = Sum(_failed, block.Failed);
        Readings(block.Floors, block.Gaps, (track, value) => track.FloorRead(value));
        foreach (var (name, evidence) in block.Evidence)
        {
            Track(name).Evidence = evidence;
        }
    }

    private void Readings(
        IReadOnlyDictionary<string, double> values, IReadOnlyDictionary<string, string>? gaps, Action<ResourceProgress, double> read)
    {
        foreach (var resource in DisplayOrder)
        {
            if (values.TryGetValue(resource.Column, out var value))
            {
                read(Track(resource.Name), value);
            }
            else if (gaps?.ContainsKey(resource.Column) ?? false)
            {
                Track(resource.Name).Lost();
            }
        }
    }

    private ResourceProgress Track(string name)
    {
        if (!_resources.TryGetValue(name, out var track))
        {
            var known = Resource.Find(name);
            _resources[name] = track = new ResourceProgress(name, known?.Column ?? name, known?.Unit == Unit.Bytes);
        }

        return track;
    }

    private static long[] Sum(long[] before, IReadOnlyList<long> more) =>
        [.. Enumerable.Range(0, Math.Max(before.Length, more.Count)).Select(i => before.ElementAtOrDefault(i) + more.ElementAtOrDefault(i))];
}
