using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Verdicts;

namespace LeakGate.Cli.Display;

/// <summary>A stage that began, and maybe ended.</summary>
internal sealed class StageProgress(string name, string note, TimeSpan started)
{
    public string Name => name;

    public string Note => note;

    public TimeSpan Started => started;

    /// <summary>When the next one began; <see langword="null"/>: it goes on.</summary>
    public TimeSpan? Ended { get; set; }
}

/// <summary>One resource as the records show it so far. Keeps the last readings only.</summary>
internal sealed class ResourceProgress(string name, string column, bool isBytes)
{
    /// <summary>State of a resource that the verdict leaves undecided: no further evidence comes.</summary>
    public const string Open = "open";

    /// <summary>Floors and samples kept for the line of blocks.</summary>
    public const int Kept = 64;

    private readonly Queue<double?> _floors = new();
    private readonly Queue<double?> _samples = new();

    public string Name => name;

    public string Column => column;

    public bool IsBytes => isBytes;

    /// <summary>Last reading; <see langword="null"/>: none yet, or it is a gap now.</summary>
    public double? Now { get; private set; }

    /// <summary>Last floor; <see langword="null"/>: none yet.</summary>
    public double? Floor { get; private set; }

    /// <summary>Where the judgement stands; <see langword="null"/> before the judged blocks.</summary>
    public EvidenceRecord? Evidence { get; set; }

    /// <summary>The floors, or the samples as long as there are not three floors; a gap is <see langword="null"/>.</summary>
    public IReadOnlyCollection<double?> Curve => _floors.Count >= 3 ? _floors : _samples;

    public bool IsDecided => Evidence is { State: "clean" or "leak" };

    public bool LeansToLeak => Evidence is { State: "undecided" } e && e.Leak > e.Clean && e.Leak > 2;

    /// <summary>The verdict takes the place of how things stood: confirmation may have changed it.</summary>
    public void Decide(VerdictDocument.ResourceEntry entry) => Evidence = new EvidenceRecord(
        Evidence?.Leak ?? 1,
        Evidence?.Clean ?? 1,
        entry.PerRequest?.Estimate,
        entry.PerRequest?.Low,
        entry.PerRequest?.High,
        entry switch
        {
            { Verdict: Outcome.Leak } => "leak",
            { Verdict: Outcome.Clean } => "clean",
            { PerRequest: null } => "unmeasured",
            _ => Open,
        });

    public void Sample(double value)
    {
        Now = value;
        Keep(_samples, value);
    }

    public void FloorRead(double value)
    {
        Now = Floor = value;
        Keep(_floors, value);
    }

    /// <summary>The reading failed.</summary>
    public void Lost()
    {
        Now = null;
        Keep(_samples, null);
    }

    private static void Keep(Queue<double?> queue, double? value)
    {
        queue.Enqueue(value);
        if (queue.Count > Kept)
        {
            queue.Dequeue();
        }
    }
}
