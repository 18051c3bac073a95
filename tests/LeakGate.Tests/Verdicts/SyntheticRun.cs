using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Verdicts;

namespace LeakGate.Tests.Verdicts;

/// <summary>
/// A run made of numbers: what each request leaks, the noise of the floors (seeded), and what goes wrong. It has the stages of a
/// real one: warm-up, pilot, judged blocks until the gate decides, each request alone.
/// </summary>
internal sealed class SyntheticRun
{
    private readonly List<Block> _blocks = [];
    private readonly Random _random;
    private long _total;
    private long _frozenFrom = -1;

    public SyntheticRun(int seed = 1) => _random = new Random(seed);

    public required IReadOnlyList<(string Name, int Weight)> Requests { get; init; }

    /// <summary>Growth per request of one kind: (request index, resource) → units.</summary>
    public Dictionary<(int Request, Resource Resource), double> Leaks { get; init; } = [];

    public Dictionary<Resource, double> Levels { get; init; } = new()
    {
        [Resource.Memory] = 100e6,
        [Resource.Heap] = 20e6,
        [Resource.Descriptors] = 200,
        [Resource.Threads] = 30,
        [Resource.Processes] = 1,
        [Resource.DatabaseConnections] = 8,
        [Resource.RedisConnections] = 1,
        [Resource.Connections] = 8,
    };

    public double MemoryNoise { get; init; } = 100e3;

    public int RequestsPerCycle => Requests.Sum(request => request.Weight);

    /// <summary>Each connection is one descriptor.</summary>
    private long Sockets => (long)(Levels[Resource.DatabaseConnections] + Levels[Resource.RedisConnections] + Levels[Resource.Connections]);

    public int CyclesPerBlock { get; init; } = 10;

    /// <summary>Share of planned requests that is answered.</summary>
    public double Landed { get; init; } = 1;

    /// <summary>Judged block from which a resource can't be read, and why.</summary>
    public (Resource Resource, int From)? LostProbe { get; init; }

    /// <summary>Whether the leak goes on while each request runs alone.</summary>
    public bool RepeatsAlone { get; init; } = true;

    /// <summary>Judged blocks that the budget has room for.</summary>
    public int BlocksInBudget { get; init; } = int.MaxValue;

    /// <summary>The only judged blocks in which the program leaks, the first being 1; all of them by default, and before and after.</summary>
    public (int First, int Last)? LeaksOnlyIn { get; init; }

    /// <summary>Whether the run ends before a request runs alone.</summary>
    public bool EndsBeforeConfirming { get; init; }

    /// <summary>Whether memory grows when the same keys come again.</summary>
    public bool GrowsWithFrozenKeys { get; init; } = true;

    public Dictionary<string, (double Value, string Source)> Limits { get; init; } = new()
    {
        ["memory"] = (24e9, "machine"),
        ["descriptors"] = (20000, "RLIMIT_NOFILE"),
        ["database connections"] = (400, "max_connections"),
    };

    public static Policy Policy { get; } = new()
    {
        Margins = Resource.All.ToDictionary(resource => resource, resource => resource.Unit == Unit.Bytes ? 1024.0 : 0.001),
    };

    public IReadOnlyList<Block> Blocks => _blocks;

    public Verdict Judge(Policy? policy = null) => new Gate(policy ?? Policy).Judge(Measure(policy));

    /// <summary>Sends blocks until the gate decides, and gives what was measured.</summary>
    public Measurement Measure(Policy? policy = null)
    {
        var gate = new Gate(policy ?? Policy);
        Send(Stage.WarmUp, null, CyclesPerBlock);
        Send(Stage.WarmUp, null, CyclesPerBlock);
        for (var i = 0; i < 4; i++)
        {
            Send(Stage.Pilot, null, CyclesPerBlock);
        }

        Decision decision;
        var judged = 0;
        do
        {
            Send(Stage.Blocks, null, CyclesPerBlock);
            decision = gate.Decide(_blocks);
            if (++judged == BlocksInBudget && decision is Decision.GoOn)
            {
                decision = gate.DecideLast(_blocks);
            }
        }
        while (decision is Decision.GoOn);

        if (decision is Decision.Confirm && !EndsBeforeConfirming)
        {
            for (var request = 0; request < Requests.Count; request++)
            {
                Send(Stage.Confirm, request, CyclesPerBlock);
            }

            _frozenFrom = _total;
            Send(Stage.Confirm, null, CyclesPerBlock);
        }

        return new Measurement
        {
            Blocks = _blocks,
            Requests = [.. Requests.Select(request => request.Name)],
            Weights = [.. Requests.Select(request => request.Weight)],
            Limits = Limits,
        };
    }

    private void Send(Stage stage, int? only, int cycles)
    {
        var counts = Requests
            .Select((request, index) => only is null ? (long)request.Weight * cycles : only == index ? (long)request.Weight * cycles * 3 : 0)
            .ToArray();
        var frozen = _frozenFrom >= 0;
        var judged = _blocks.Count(block => block.Stage == Stage.Blocks) + 1;
        var leaks = (stage != Stage.Confirm || RepeatsAlone)
            && (LeaksOnlyIn is not { } when ? true : stage switch
            {
                Stage.Blocks => judged >= when.First && judged <= when.Last,
                Stage.Confirm => judged - 1 <= when.Last,
                _ => when.First <= 0,
            });
        foreach (var ((request, resource), each) in Leaks)
        {
            var stopped = frozen && !GrowsWithFrozenKeys && resource.Unit == Unit.Bytes;
            Levels[resource] += leaks && !stopped ? each * counts[request] : 0;
        }

        var completed = counts.Select(count => (long)(count * Landed)).ToArray();
        _total += completed.Sum();
        var index = _blocks.Count + 1;
        var floors = Levels.ToDictionary(pair => pair.Key.Column, pair => Reading.Of(pair.Value + Noise(pair.Key)));
        if (LostProbe is { } lost && stage == Stage.Blocks && judged >= lost.From)
        {
            floors[lost.Resource.Column] = Reading.Missing("permission denied");
        }

        _blocks.Add(new Block
        {
            Index = index,
            Stage = stage,
            Only = only,
            Frozen = frozen,
            Completed = completed,
            Planned = counts.Sum(),
            TotalRequests = _total,
            Started = TimeSpan.FromSeconds(index * 3),
            LoadEnded = TimeSpan.FromSeconds((index * 3) + 1),
            Ended = TimeSpan.FromSeconds((index * 3) + 2),
            Floors = floors,
            Details = new Dictionary<string, IReadOnlyDictionary<string, long>>
            {
                [Resource.Descriptors.Column] = new Dictionary<string, long>
                {
                    ["/tmp/leak_*.txt"] = (long)Levels[Resource.Descriptors] - 100 - Sockets,
                    ["socket"] = Sockets,
                },
                [Resource.DatabaseConnections.Column] = new Dictionary<string, long>
                {
                    ["127.0.0.1:5432 PostgreSQL ESTABLISHED"] = (long)Levels[Resource.DatabaseConnections],
                },
            },
        });
    }

    private double Noise(Resource resource) => resource == Resource.Memory ? Gauss() * MemoryNoise : resource == Resource.Heap ? Gauss() * 4096 : 0;

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
