using System.Globalization;
using LeakGate.Observation.Experiments;
using LeakGate.Observation.Services;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Controls;

/// <summary>The experiment on the control program: the same stages, probes and judge as any other, with short blocks and wide margins.</summary>
public static class ControlExperiment
{
    /// <summary>
    /// Margin of everything counted, per request of the mix: 0.4 of what the program leaks. Wide, so that a block of some 60 requests
    /// can show it.
    /// </summary>
    public const double CountMargin = 0.05;

    /// <summary>Margin of memory and heap, bytes per request of the mix: half of what the program leaks of the heap, an eighth of its memory.</summary>
    public const double ByteMargin = 8 * 1024;

    /// <summary>Variable that marks the control program and everything that it starts.</summary>
    public const string MarkName = "LEAKGATE_CONTROL";

    /// <summary>Requests per second: enough for a block in half a second, too few to start more processes than a small machine bears.</summary>
    private const double Rate = 150;

    private const int Concurrency = 2;
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The setup of one of the two.</summary>
    /// <param name="leaky">The leaking program, or its clean twin.</param>
    /// <param name="kinds">The kinds that are asked for.</param>
    /// <param name="peers">What it connects to.</param>
    /// <param name="runId">Id of the run, and the value of the mark.</param>
    /// <param name="root">Folder that the run folder is made in.</param>
    /// <param name="version">Version of LeakGate.</param>
    /// <exception cref="InvalidOperationException">LeakGate cannot start itself again.</exception>
    public static ExperimentSetup Setup(bool leaky, IReadOnlyList<ControlKind> kinds, ControlPeers peers, string runId, string root, string version)
    {
        ArgumentNullException.ThrowIfNull(peers);
        var name = leaky ? ControlProgram.Leaky : ControlProgram.Clean;
        var port = FreePort.Find();
        var (file, prefix) = SelfCommand.Resolve();
        IEnumerable<string> ports = new[] { port, peers.Other, peers.Database, peers.Redis }.Select(number => number.ToString(CultureInfo.InvariantCulture));
        return new ExperimentSetup
        {
            RunId = runId,
            Folder = RunFolder.Create(root, runId, name),
            Target = new TargetPlan
            {
                Name = name,
                Source = new TargetSource.Command([file, .. prefix, ControlProgram.Verb, name, .. ports]) { AsWritten = ["leakgate", ControlProgram.Verb, name] },
                Environment = new Dictionary<string, Secret>(StringComparer.Ordinal)
                {
                    [MarkName] = new(runId),

                    // Threads that the runtime starts and ends as it pleases would blur the count.
                    ["DOTNET_TieredCompilation"] = new("0"),
                    ["DOTNET_gcConcurrent"] = new("0"),
                },
                Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
                Health = new HealthPlan { Path = "/health", Timeout = HealthTimeout },
                Expect = leaky ? Expectation.Leak : Expectation.Clean,
            },
            Load = new LoadPlan
            {
                Rate = Rate,
                Concurrency = Concurrency,
                Requests = [.. kinds.Select(kind => new RequestPlan { Name = kind.Request, Method = "GET", Path = kind.Path })],
            },
            Gate = new GatePlan { BytesPerRequest = ByteMargin, CountPerRequest = CountMargin },
            Profile = ProfilePlan.Defaults[0] with { Budget = Budget },
            LeastLoad = TimeSpan.Zero,
            MostRounds = 1,
            Version = version,
            Peers = peers.Known,
        };
    }
}
