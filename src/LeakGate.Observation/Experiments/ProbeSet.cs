using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Dotnet;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Experiments;

/// <summary>The probes of one run: the one place where a new probe is wired in.</summary>
internal sealed class ProbeSet : IAsyncDisposable
{
    private ProbeSet(IReadOnlyList<IProbe> probes, IReadOnlyList<string> runtimes)
    {
        Probes = probes;
        Runtimes = runtimes;
    }

    /// <summary>The probes that apply.</summary>
    public IReadOnlyList<IProbe> Probes { get; }

    /// <summary>Runtimes that were recognised.</summary>
    public IReadOnlyList<string> Runtimes { get; }

    /// <summary>Finds out which probes apply to a target that is ready.</summary>
    public static async Task<ProbeSet> ForAsync(ExperimentSetup setup, ITarget target, TimeProvider time)
    {
        var probes = new List<IProbe> { new ProcProbe(new PeerNames(setup.Peers)) };
        var runtimes = new List<string>();
        var dotnet = new DotnetProbe(time);
        if (dotnet.Applies(target.ReadTree()))
        {
            probes.Add(dotnet);
            runtimes.Add(".NET");
        }
        else
        {
            await dotnet.DisposeAsync();
        }

        return new ProbeSet(probes, runtimes);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var probe in Probes)
        {
            await probe.DisposeAsync();
        }
    }
}
