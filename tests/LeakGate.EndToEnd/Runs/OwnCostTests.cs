using System.Diagnostics;
using LeakGate.EndToEnd.Samples;
using LeakGate.EndToEnd.Targets;
using LeakGate.Observation.Experiments;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Dotnet;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Records;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>What watching itself costs: a figure for the reader, no claim about a machine.</summary>
[Collection<RealRuns>]
public sealed class OwnCostTests(ITestOutputHelper output)
{
    private const int Warm = 3;
    private const int Ticks = 6;

    [Fact]
    public async Task The_sampler_reads_an_idle_service_once_a_second()
    {
        var cancel = TestContext.Current.CancellationToken;
        var servers = new SampleServers();
        await servers.InitializeAsync();
        await using var end = servers;
        using var folder = new TemporaryFolder();
        var url = new Uri(Workspace.FreeUrl());
        await using var target = await TargetProcess.StartAsync(
            new TargetStart
            {
                Name = "healthy",
                Arguments = ["dotnet", Workspace.Sample("HealthyApp")],
                Environment = new Dictionary<string, string>
                {
                    ["ConnectionStrings__Postgres"] = servers.Postgres,
                    ["Redis"] = servers.Redis,
                    ["ASPNETCORE_URLS"] = url.ToString(),
                },
            },
            TimeProvider.System,
            cancel);
        await HealthWait.WaitAsync(target, url, new HealthPlan { Path = "/health", Timeout = TimeSpan.FromMinutes(1) }, new Told(), TimeProvider.System, cancel);

        using var writer = new RunWriter(RunFolder.Create(folder.Path, "run", "healthy"));
        var (samples, seen) = (0, new TaskCompletionSource());
        var measured = new Stopwatch();
        TimeSpan before = default, used = default;
        void Record(RunRecord record)
        {
            writer.Write(record);
            switch (++samples)
            {
                case Warm:
                    before = Environment.CpuUsage.TotalTime;
                    measured.Start();
                    break;
                case Warm + Ticks:
                    used = Environment.CpuUsage.TotalTime - before;
                    measured.Stop();
                    seen.SetResult();
                    break;
            }
        }

        IProbe[] probes = [new ProcProbe(new PeerNames([])), new DotnetProbe(TimeProvider.System)];
        await using (var sampler = new Sampler(target, probes, () => 0, new RunClock(TimeProvider.System), Record, TimeSpan.FromSeconds(1)))
        {
            sampler.Start();
            await seen.Task.WaitAsync(TimeSpan.FromMinutes(2), cancel);
        }

        measured.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(Ticks - 1));
        output.WriteLine(FormattableString.Invariant(
            $"CPU at 1 Hz: {100 * used.TotalSeconds / measured.Elapsed.TotalSeconds:0.00} % of a core ({used.TotalMilliseconds:0} ms in {measured.Elapsed.TotalSeconds:0.0} s)"));
    }
}
