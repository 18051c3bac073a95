using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using LeakGate.Cli.Outcomes;
using LeakGate.Runs.Plans;
using LeakGate.Verdicts;

namespace LeakGate.Cli.Verbs;

/// <summary>
/// <c>leakgate demo</c>: both samples one after the other, then a table side by side. It succeeds only when the leaky one
/// is caught with all its leaks and the healthy one is clean.
/// </summary>
internal static class DemoVerb
{
    /// <summary>The configuration that is built beside the tool, with the two samples below it.</summary>
    public static string ConfigurationFile => Path.Combine(AppContext.BaseDirectory, "demo", "leakgate.yml");

    /// <summary>What LeakyApp leaks, as its source says.</summary>
    public static IReadOnlyList<string> LeaksOfLeakyApp { get; } =
        ["memory_leak", "database_connection_leak", "file_descriptor_leak", "redis_connection_leak"];

    /// <summary>Runs the plan of the two samples and gives the exit code.</summary>
    public static async Task<int> ExecuteAsync(RunPlan plan, RunOptions options, CancellationToken cancellation)
    {
        var session = new RunSession(plan with { Targets = [.. plan.Targets.Select(OnFreePort)] }, options, TimeProvider.System);
        var runs = await session.RunAsync(cancellation);
        session.Report(runs);
        session.Print(runs);
        session.Deliver(runs);
        var code = session.ExitCode(runs);
        if (code != ExitCodes.Clean || options.Json)
        {
            return code != ExitCodes.Clean ? code : Problem(runs) is null ? ExitCodes.Clean : ExitCodes.Leak;
        }

        var problem = Problem(runs);
        await options.Host.Output.WriteLineAsync(problem ?? new CliTexts(options.Language).DemoHolds());
        return problem is null ? ExitCodes.Clean : ExitCodes.Leak;
    }

    private static string? Problem(IReadOnlyList<TargetRun> runs)
    {
        foreach (var verdict in runs.Select(run => run.Verdict))
        {
            if (verdict is { Expect: "leak", Verdict: Outcome.Leak } && !LeaksOfLeakyApp.ToHashSet().SetEquals(verdict.LeakTypes))
            {
                return $"{verdict.Target} must show exactly {string.Join(", ", LeaksOfLeakyApp)}; it showed {string.Join(", ", verdict.LeakTypes)}.";
            }
        }

        return null;
    }

    /// <summary>The samples' own ports may be taken on a newcomer's machine: then another one does as well.</summary>
    private static TargetPlan OnFreePort(TargetPlan target)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == target.Url!.Port);
        if (!taken)
        {
            return target;
        }

        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var url = new UriBuilder(target.Url!) { Port = ((IPEndPoint)probe.LocalEndpoint).Port }.Uri;
        return target with
        {
            Url = url,
            Environment = new Dictionary<string, Secret>(target.Environment, StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = new(url.GetLeftPart(UriPartial.Authority)) },
        };
    }
}
