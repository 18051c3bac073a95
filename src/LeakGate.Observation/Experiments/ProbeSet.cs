using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Cgroup;
using LeakGate.Observation.Probes.Dotnet;
using LeakGate.Observation.Probes.Go;
using LeakGate.Observation.Probes.Jvm;
using LeakGate.Observation.Probes.Metrics;
using LeakGate.Observation.Probes.Node;
using LeakGate.Observation.Probes.Postgres;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Probes.Redis;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Experiments;

/// <summary>The probes of one run: the one place where a new probe is wired in.</summary>
internal sealed class ProbeSet : IAsyncDisposable
{
    private ProbeSet(IReadOnlyList<IProbe> probes, IReadOnlyList<string> runtimes, IReadOnlyDictionary<string, string> unread)
    {
        Probes = probes;
        Runtimes = runtimes;
        Unread = unread;
    }

    /// <summary>The probes that apply.</summary>
    public IReadOnlyList<IProbe> Probes { get; }

    /// <summary>Runtimes that were recognised.</summary>
    public IReadOnlyList<string> Runtimes { get; }

    /// <summary>What is judged beside the heap because a runtime tells it.</summary>
    public IReadOnlyList<Resource> More { get; private init; } = [];

    /// <summary>Resources that the target has but that can't be read, by name, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; }

    /// <summary>Resources that are judged and can't be read now, by name, with the reason: the run can come to no verdict on them.</summary>
    public IReadOnlyDictionary<string, string> Lost { get; private init; } = new Dictionary<string, string>();

    /// <summary>Finds out which probes apply to a target that is ready.</summary>
    /// <param name="setup">What is run.</param>
    /// <param name="target">The target.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Takes what a probe can't read later on and nobody else states.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<ProbeSet> ForAsync(ExperimentSetup setup, ITarget target, TimeProvider time, Action<string> tell, CancellationToken cancel)
    {
        var proc = new ProcProbe(new PeerNames(setup.Peers), time: time);
        var probes = new List<IProbe> { proc, new CgroupProbe() };
        probes.AddRange(setup.PostgresServers.Select(server => new PostgresProbe(server, proc, time, tell)));
        probes.AddRange(setup.RedisServers.Select(server => new RedisProbe(server, proc, time, tell)));
        var runtimes = new List<string>();
        var more = new List<Resource>();
        var unread = new Dictionary<string, string>(StringComparer.Ordinal);
        var dotnet = new DotnetProbe(time);
        var tree = target.ReadTree();

        // The heap is known only after a collection: without one it is not asked for, and not judged.
        var collects = setup.Watch is not { Collect: false };
        if (collects && dotnet.Applies(tree))
        {
            probes.Add(dotnet);
            runtimes.Add(".NET");
        }
        else
        {
            await dotnet.DisposeAsync();
            if (collects && SilentRuntime.Explain(tree) is { } reason)
            {
                unread[Resource.Heap.Name] = reason;
            }
        }

        foreach (var heap in new HeapProbe[] { new JvmProbe(time), new NodeProbe(time), new GoProbe(time) })
        {
            if (!collects || !heap.Applies(tree))
            {
                await heap.DisposeAsync();
            }
            else if (await WhyNotAsync(heap, tree, cancel) is { } reason)
            {
                unread[Resource.Heap.Name] = reason;
                await heap.DisposeAsync();
            }
            else
            {
                probes.Add(heap);
                runtimes.Add(heap.Runtime);
                more.AddRange(heap.More);
            }
        }

        var lost = new Dictionary<string, string>(StringComparer.Ordinal);
        if (setup.Target is { Url: { } url, Probes: { Metrics: not null, Gauges.Count: > 0 } metrics })
        {
            var probe = new MetricsProbe(url, metrics, time);
            probes.Add(probe);
            lost = await probe.LostAsync(cancel);
        }

        return new ProbeSet(probes, runtimes, unread) { More = more, Lost = lost };
    }

    /// <summary>Why a runtime that is there can't be asked for its heap; <see langword="null"/>: it can.</summary>
    private static async Task<string?> WhyNotAsync(HeapProbe heap, ProcessTree tree, CancellationToken cancel)
    {
        var read = new ReadingSet();
        await heap.CollectAsync(tree, cancel);
        await heap.ReadFloorAsync(tree, read, cancel);
        return read.Readings.TryGetValue(Resource.Heap.Column, out var reading) ? reading.Gap : null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var probe in Probes)
        {
            await probe.DisposeAsync();
        }
    }
}
