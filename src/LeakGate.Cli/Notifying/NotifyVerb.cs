using LeakGate.Cli.Outcomes;
using LeakGate.Cli.Verbs;
using LeakGate.Reports.Channels;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Runs;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Notifying;

/// <summary><c>leakgate notify</c>: sends a run again, or a marked test, and shows what went out.</summary>
internal sealed class NotifyVerb(CliHost host, CliTexts texts, TimeProvider time, RetryPolicy? policy = null)
{
    private readonly UsageErrors _errors = new();
    private readonly NotifyTexts _said = new(texts.Language);

    /// <summary>Exit code 0, 2 for wrong usage, or 5 when a channel could not be told.</summary>
    public async Task<int> ExecuteAsync(NotifyRequest request, CancellationToken cancel)
    {
        new ExitWords(texts, _errors).CheckLanguage(request.Language);
        (IReadOnlyList<NotifyPlan> channels, Secret? history) = Channels(request);
        List<RunFolder> folders = request.Test ? [] : Folders(request.Runs);
        if (request.Test && request.Runs.Count > 0)
        {
            _errors.Add(texts.TestOrRun());
        }

        if (_errors.Lines.Count > 0)
        {
            return await RefuseAsync();
        }

        if (request.Test)
        {
            return await TestAsync(channels, request.DryRun, cancel);
        }

        using Notifications notifications = new(host, texts.Language, time, policy);
        return await RunAsync(notifications, folders, channels, history, request, cancel);
    }

    private async Task<int> TestAsync(IReadOnlyList<NotifyPlan> channels, bool dryRun, CancellationToken cancel)
    {
        using ChannelTesting testing = new(texts.Language, RunSession.Version, host.Environment, time, policy);
        List<NotifyPlan> present = [];
        foreach (NotifyPlan channel in channels)
        {
            ChannelTested test = testing.Preview(channel);
            if (test.Payload is not { } payload)
            {
                await host.Output.WriteLineAsync(_said.Outcome(test.Outcome));
                continue;
            }

            present.Add(channel);
            await ShowAsync(channel.Channel, payload);
        }

        return dryRun ? ExitCodes.Clean : await TellAsync([.. (await Task.WhenAll(present.Select(channel => testing.SendAsync(channel, cancel)))).Select(test => test.Outcome)]);
    }

    private async Task<int> RunAsync(
        Notifications notifications, List<RunFolder> folders, IReadOnlyList<NotifyPlan> channels, Secret? history, NotifyRequest request, CancellationToken cancel)
    {
        RecordedRun run = RunReader.ReadForVerdict(folders[0]);
        BuildOrigin origin = new(run.Header.Branch, run.Header.Commit);
        var memory = await NoticePlace.OpenAsync(history, host, line => host.Error.WriteLine($"leakgate: {line}"), texts, cancel);
        if (request.DryRun)
        {
            foreach ((string channel, Outgoing? payload, ChannelOutcome? quiet) in await notifications.PreviewAsync(folders, channels, origin, memory, cancel))
            {
                await (payload is null ? host.Output.WriteLineAsync(_said.Outcome(quiet!)) : ShowAsync(channel, payload));
            }

            return ExitCodes.Clean;
        }

        HashSet<string> delivered = request.Again ? [] : [.. Notifications.Kept(folders[0]).Where(outcome => outcome.State == "sent").Select(outcome => outcome.Channel)];
        foreach (string channel in channels.Select(channel => channel.Channel).Where(delivered.Contains))
        {
            await host.Output.WriteLineAsync(_said.Already(channel));
        }

        List<NotifyPlan> left = [.. channels.Where(channel => !delivered.Contains(channel.Channel))];
        return left.Count == 0 ? ExitCodes.Clean : await TellAsync(await notifications.TellAsync(folders, left, origin, memory, everything: true, cancel));
    }

    private async Task<int> TellAsync(IReadOnlyList<ChannelOutcome> outcomes)
    {
        foreach (ChannelOutcome outcome in outcomes)
        {
            await host.Output.WriteLineAsync(_said.Outcome(outcome));
        }

        return outcomes.Any(outcome => outcome.State == "failed") ? ExitCodes.Fault : ExitCodes.Clean;
    }

    private async Task ShowAsync(string channel, Outgoing payload)
    {
        await host.Output.WriteLineAsync($"--- {channel}: {payload.Where} ---");
        await host.Output.WriteLineAsync(payload.Text);
    }

    private (IReadOnlyList<NotifyPlan> Channels, Secret? History) Channels(NotifyRequest request)
    {
        bool hasFile = request.Config is not null || File.Exists(Path.Combine(host.CurrentFolder, ConfigurationLoader.DefaultFileName));
        RunPlan? plan = hasFile ? new PlanSource(host, texts, _errors).FromFile(new RunRequest { Config = request.Config }, profile: null) : null;
        if (hasFile && plan is null)
        {
            return ([], null);
        }

        IReadOnlyList<NotifyPlan> channels = EnvironmentChannels.Or(
            plan?.Notify, host.Environment, texts.Language, warning => host.Error.WriteLine(texts.Warning(warning)));
        string[] known = [.. channels.Select(channel => channel.Channel)];
        if (known.Length == 0)
        {
            _errors.Add(texts.NoChannels());
        }
        else if (request.Channel is { } asked && !known.Contains(asked, StringComparer.Ordinal))
        {
            _errors.Add(texts.UnknownValue("--test", asked, Nearest.To(asked, known), string.Join(", ", known)));
        }

        return ([.. channels.Where(channel => request.Channel is null || channel.Channel == request.Channel)], plan?.History);
    }

    private List<RunFolder> Folders(IReadOnlyList<string> runs)
    {
        if (runs is not [var named])
        {
            _errors.Add(runs.Count == 0 ? texts.NothingToNotify() : texts.SeveralRuns());
            return [];
        }

        string path = RecordedRuns.Standing(host.CurrentFolder, named);
        IReadOnlyList<string> found = RecordedRuns.At(path, path);
        if (found.Count == 0)
        {
            _errors.Add(Directory.Exists(path) ? texts.NoRunIn(named) : texts.NoSuchFile(named));
        }

        return [.. found.Select(RunFolder.Open)];
    }

    private async Task<int> RefuseAsync()
    {
        foreach (string error in _errors.Lines)
        {
            await host.Error.WriteLineAsync(error);
        }

        await host.Error.WriteLineAsync(texts.NothingSent());
        return ExitCodes.Usage;
    }
}
