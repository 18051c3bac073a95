using System.Reflection;
using System.Text.Json;
using LeakGate.Cli.Display;
using LeakGate.Cli.Notifying;
using LeakGate.Cli.Outcomes;
using LeakGate.Observation;
using LeakGate.Observation.Experiments;
using LeakGate.Observation.Services;
using LeakGate.Reports.Cases;
using LeakGate.Reports.Formats.Console;
using LeakGate.Reports.Formats.Performance;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Plans;

namespace LeakGate.Cli.Verbs;

/// <summary>
/// A run once its plan is known to be right: services up, targets measured and judged, all of it down again; then the
/// verdicts are told.
/// </summary>
internal sealed class RunSession(RunPlan plan, RunOptions options, TimeProvider time)
{
    private readonly string _runId = GivenRunId.Of(options.Host.Environment) ?? RunFolder.NewId(time.GetUtcNow());

    /// <summary>The runs of all targets, in the order of the plan. One that never began because the run was stopped is left out.</summary>
    public async Task<IReadOnlyList<TargetRun>> RunAsync(CancellationToken cancel)
    {
        await using var display = RunDisplays.Create(options.Quiet, options.Language, time: time);
        var folder = Path.Combine(options.OutputFolder, _runId);
        Directory.CreateDirectory(folder);
        await using var services = await ServiceHost.StartAsync(
            plan.Services, folder, new ServiceProgress(told => Tell(new CliTexts(options.Language).BringingUp(told))), time, cancel);
        var resolved = plan.Resolve(services.Values.All);
        var behind = await ServersBehind.ReadAsync(resolved, services, Tell, time, cancel);
        var setups = resolved.Targets.Select(target => Setup(resolved, target, behind)).ToList();
        var runs = new List<TargetRun>();
        if (options.Parallel)
        {
            runs.AddRange(await Task.WhenAll(setups.Select(setup => TargetRun.ExecuteAsync(setup, display, time, cancel))));
            ThrowIfEnded(services);
            return runs;
        }

        foreach (var setup in setups)
        {
            runs.Add(await TargetRun.ExecuteAsync(setup, display, time, cancel));
            ThrowIfEnded(services);
            if (cancel.IsCancellationRequested)
            {
                break;
            }
        }

        return runs;
    }

    /// <summary>Compares the runs with their baseline and keeps them in the history. It is done for a run that was stopped too.</summary>
    public Task<IReadOnlyList<TargetRun>> KeepAsync(IReadOnlyList<TargetRun> runs) =>
        new RunHistory(plan, options, options.Origin, time).KeepAsync(runs, Tell, CancellationToken.None);

    /// <summary>Writes the reports of the plan into the run folders.</summary>
    public void Report(IReadOnlyList<TargetRun> runs)
    {
        var written = new WrittenReports(options.Host, options.Language, time, Tell).InPlace([.. runs.Select(run => run.Folder)], plan.Reports);
        if (written.Count > 0)
        {
            var folder = Path.GetRelativePath(options.Host.CurrentFolder, Path.Combine(options.OutputFolder, _runId));
            Tell(new CliTexts(options.Language).ReportsIn(string.Join(", ", plan.Reports), folder));
        }
    }

    /// <summary>Tells the channels of the plan. Nobody is told of a run that was stopped: who stopped it knows.</summary>
    /// <returns>Whether no channel failed.</returns>
    public async Task<bool> NotifyAsync(IReadOnlyList<TargetRun> runs, CancellationToken cancel)
    {
        if (plan.Notify is not { Count: > 0 } channels || runs.Count == 0 || runs.Any(run => run.Ended.Kind is OutcomeKind.Interrupted))
        {
            return true;
        }

        var said = new NotifyTexts(options.Language);
        try
        {
            using var notifications = new Notifications(options.Host, options.Language, time);
            var memory = await NoticePlace.OpenAsync(plan.History, options.Host, Tell, new CliTexts(options.Language), cancel);
            var outcomes = await notifications.TellAsync([.. runs.Select(run => run.Folder)], channels, options.Origin, memory, everything: false, cancel);
            foreach (var line in outcomes.Select(said.Outcome))
            {
                Tell(line);
            }

            return outcomes.All(outcome => outcome.State != "failed");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The verdict stands: whatever is wrong here is told, and --require-notify makes it count.
            Tell(said.NotTold(fault.Message));
            return false;
        }
    }

    /// <summary>Tells the verdicts on the output.</summary>
    public void Print(IReadOnlyList<TargetRun> runs)
    {
        var output = options.Host.Output;
        if (options.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(runs.Select(run => run.Verdict), RunJson.Indented));
            return;
        }

        ForeignText.Write(options.Host, () => Summarize(output, runs));
    }

    private void Summarize(TextWriter output, IReadOnlyList<TargetRun> runs)
    {
        var style = ConsoleStyles.Of(options);
        foreach (var run in runs)
        {
            var folder = Path.GetRelativePath(options.Host.CurrentFolder, run.Folder.Path);
            if (run.Performance is { } performance)
            {
                PerformanceText.Write(output, performance, run.Verdict, style, folder);
            }
            else
            {
                ConsoleSummary.Write(output, run.Verdict, style, folder, run.Blocks);
            }

            output.WriteLine();
        }

        if (runs.Count > 1)
        {
            SideBySide.Write(output, [.. runs.Select(run => run.Verdict)], style);
        }

        foreach (var verdict in runs.Select(run => run.Verdict).Where(RunCases.IsWorse))
        {
            output.WriteLine(new CliTexts(options.Language).FailsForBeingWorse(SafeText.Of(verdict.Target), BaselineWords.Worse(verdict.Baseline, options.Language)));
        }

        if (runs.Count > 0 && !plan.Reports.Contains("html", StringComparer.Ordinal))
        {
            output.WriteLine(new CliTexts(options.Language).AsPage(Path.GetRelativePath(options.Host.CurrentFolder, Path.Combine(options.OutputFolder, _runId))));
        }
    }

    /// <summary>Puts the reports where the pipeline looks for them; after the verdicts, so that a reader of the log meets those first.</summary>
    public void Deliver(IReadOnlyList<TargetRun> runs) =>
        new PipelineDelivery(options.Host, options.Language, Tell).Deliver([.. runs.Select(run => run.Folder)], plan.Reports, options.Json);

    /// <summary>Sends the run to the server that was named; that it could not be sent is told.</summary>
    public async Task PushAsync(IReadOnlyList<TargetRun> runs, CancellationToken cancel)
    {
        if (options.Push is { } server && runs.Count > 0)
        {
            var push = new RunPush(server, options.Host.Environment("LEAKGATE_TOKEN"), time);
            var problem = await push.SendAsync(Path.Combine(options.OutputFolder, _runId), _runId, cancel);
            Tell(new CliTexts(options.Language).Pushed(server.Host, problem));
        }
    }

    /// <summary>The exit code; what <c>--fail-on</c> forgives is told.</summary>
    public int ExitCode(IReadOnlyList<TargetRun> runs)
    {
        TellKnown([.. runs.Select(run => run.Verdict)]);
        var outcomes = runs.Select(run => run.Ended).ToList();
        foreach (var outcome in outcomes.Where(outcome => ExitCodes.IsForgiven(outcome, options.Exit)))
        {
            Tell($"{outcome.Target}: {outcome.Kind.ToString().ToLowerInvariant()} does not fail this run (--fail-on).");
        }

        return ExitCodes.Combine(outcomes, options.Exit);
    }

    private void TellKnown(IReadOnlyList<VerdictDocument> verdicts)
    {
        var texts = new KnownLeakTexts(options.Language);
        var known = new KnownLeaks(plan.Gate.Ignore, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        foreach (var line in verdicts.Where(TargetRun.IsKnown).Select(texts.OnlyKnown).Concat(known.Notices(verdicts).Select(texts.Notice)))
        {
            Tell(line);
        }
    }

    /// <summary>What a target did without a server that it needs says nothing about it.</summary>
    private static void ThrowIfEnded(ServiceHost services)
    {
        if (services.Ended() is [var name, ..])
        {
            throw new TargetFailedException("exited", $"The service {name} ended during the run; its log is in the run folder.");
        }
    }

    private ExperimentSetup Setup(RunPlan resolved, TargetPlan target, ServersBehind behind) => new()
    {
        RunId = _runId,
        Folder = RunFolder.Create(options.OutputFolder, _runId, target.Name),
        Target = target,
        Load = resolved.Load,
        Gate = resolved.Gate,
        Profile = resolved.Profile,
        Watch = resolved.Watch,
        Version = Version,
        Branch = options.Origin.Branch,
        Commit = options.Origin.Commit,
        Peers = behind.Peers,
        ServerLimits = behind.Limits,
        PostgresServers = behind.Postgres,
        RedisServers = behind.Redis,
    };

    private void Tell(string line)
    {
        if (!options.Quiet)
        {
            options.Host.Error.WriteLine($"leakgate: {line}");
        }
    }

    /// <summary>Version of this build.</summary>
    internal static string Version { get; } =
        typeof(RunSession).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    private sealed class ServiceProgress(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }
}
