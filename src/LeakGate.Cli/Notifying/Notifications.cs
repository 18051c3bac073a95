using System.Text.Json;
using LeakGate.Cli.Verbs;
using LeakGate.History;
using LeakGate.Reports.Channels;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Reports.Channels.Rules;
using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Runs.Notices;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Notifying;

/// <summary>
/// Tells the channels of a run: asks each one's rules, sends what they let through, keeps what became of it in the run's folder and what
/// was told in the memory.
/// </summary>
internal sealed class Notifications : IDisposable
{
    /// <summary>Name of the file in the run's folder.</summary>
    public const string FileName = "notifications.json";

    private readonly CliHost _host;
    private readonly Language _language;
    private readonly TimeProvider _time;
    private readonly ChannelConnections _connections;

    public Notifications(CliHost host, Language language, TimeProvider time, RetryPolicy? policy = null)
    {
        (_host, _language, _time) = (host, language, time);
        _connections = new ChannelConnections(language, host.Environment, time, policy);
    }

    public void Dispose() => _connections.Dispose();

    /// <summary>Tells and remembers; the outcomes are those of this call, in the order of the channels.</summary>
    /// <param name="folders">The targets of one run.</param>
    /// <param name="channels">Whom to tell.</param>
    /// <param name="origin">What was built.</param>
    /// <param name="memory">What was told before.</param>
    /// <param name="everything">Whether what was told before is told again.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<ChannelOutcome>> TellAsync(
        IReadOnlyList<RunFolder> folders, IReadOnlyList<NotifyPlan> channels, BuildOrigin origin, INoticeMemory memory, bool everything, CancellationToken cancel)
    {
        var plans = await PlanAsync(folders, channels, origin, memory, everything, cancel);
        var sent = await new Dispatch(_time).SendAsync([.. plans.Where(plan => plan.Errand is not null).Select(plan => plan.Errand!)], cancel);
        List<ChannelOutcome> outcomes = [];
        List<Notice> remembered = [];
        var next = 0;
        foreach (var plan in plans)
        {
            var outcome = (plan.Errand is null ? plan.Quiet! : sent[next++]) with
            {
                Told = [.. plan.Telling.Told.Select(news => new ToldEntry(news.Occasion, news.Target, news.Key)), .. plan.Telling.Recovered.Select(target => new ToldEntry("recovered", target, "recovered"))],
                Counted = plan.Telling.Counted.Count,
            };
            outcomes.Add(outcome);

            // A comment always tells how it stands, so there is nothing to remember of it.
            remembered.AddRange(plan.Channel.KeepsOne || outcome.State == "absent" ? [] : outcome.State == "failed" ? plan.Telling.IfNotSent : plan.Telling.IfSent);
        }

        await RememberAsync(memory, remembered, cancel);
        Write(folders, origin, outcomes);
        return outcomes;
    }

    /// <summary>What would go out, nothing sent and nothing remembered.</summary>
    public async Task<IReadOnlyList<(string Channel, Outgoing? Payload, ChannelOutcome? Quiet)>> PreviewAsync(
        IReadOnlyList<RunFolder> folders, IReadOnlyList<NotifyPlan> channels, BuildOrigin origin, INoticeMemory memory, CancellationToken cancel) =>
        [.. (await PlanAsync(folders, channels, origin, memory, everything: true, cancel))
            .Select(plan => (plan.Channel.Name, plan.Errand is { } errand ? errand.Shown() : null, plan.Quiet))];

    /// <summary>What became of each channel of a run, as its folder tells; empty: nobody was told yet.</summary>
    public static IReadOnlyList<ChannelOutcome> Kept(RunFolder folder)
    {
        var path = Path.Combine(Path.GetDirectoryName(folder.Path)!, FileName);
        return File.Exists(path) ? JsonSerializer.Deserialize<NotificationsDocument>(File.ReadAllBytes(path), RunJson.Line)?.Channels ?? [] : [];
    }

    private async Task<List<Planned>> PlanAsync(
        IReadOnlyList<RunFolder> folders, IReadOnlyList<NotifyPlan> channels, BuildOrigin origin, INoticeMemory memory, bool everything, CancellationToken cancel)
    {
        var targets = folders.Select(ReportReading.Of).ToList();
        var branch = origin.Branch ?? "";
        var known = await KnownAsync(memory, branch, cancel);
        var pictures = new NotificationPicture(_host, folders, targets);
        List<Planned> planned = [];
        foreach (var plan in channels)
        {
            var channel = ChannelList.Named(plan.Channel);
            var telling = new RuleBook(plan, branch, _time.GetUtcNow(), everything || channel.KeepsOne).Decide(targets, known);
            var context = _connections.Of(plan) with { RunId = targets[0].Verdict.RunId, Targets = targets, Branch = branch, Commit = origin.Commit ?? "", Occasions = Occasions(telling) };
            ChannelOutcome Silent(string state, string? detail) => new() { Channel = plan.Channel, State = state, Detail = detail };
            if (!telling.Applies || !(telling.Speaks || channel.KeepsOne))
            {
                planned.Add(new Planned(channel, telling, null, Silent("quiet", null)));
            }
            else if (channel.Absent(context) is { } why)
            {
                planned.Add(new Planned(channel, telling, null, Silent("absent", why)));
            }
            else
            {
                var language = plan.Language ?? _language;
                var mine = targets.Where(target => plan.Rules.Targets.Count == 0 || plan.Rules.Targets.Contains(target.Name, StringComparer.Ordinal)).ToList();
                var about = new MessageOrigin(branch, origin.Commit ?? "", MessageOrigin.LinkOf(plan.ReportUrl, context.RunId, _host.Environment));
                var input = new ReportInput { Targets = mine, Language = language, Version = RunSession.Version, Written = _time.GetUtcNow(), Environment = _host.Environment };
                var shown = context with { Targets = mine, OnlyUpdate = !telling.Speaks, Picture = pictures.For(plan, language), Report = pictures.Report(plan) };
                planned.Add(new Planned(channel, telling, new Errand(channel, shown, new MessageBuilder(input, about).Of(telling)), null));
            }
        }

        return planned;
    }

    /// <summary>A memory that can't be read is an empty one: better told twice than not at all.</summary>
    private async Task<IReadOnlyList<Notice>> KnownAsync(INoticeMemory memory, string branch, CancellationToken cancel)
    {
        try
        {
            return await memory.OfBranchAsync(branch, cancel);
        }
        catch (Exception fault) when (IsMemoryFault(fault))
        {
            _host.Error.WriteLine($"leakgate: {new NotifyTexts(_language).NotKnown(fault.Message)}");
            return [];
        }
    }

    private async Task RememberAsync(INoticeMemory memory, IReadOnlyList<Notice> notices, CancellationToken cancel)
    {
        try
        {
            await memory.KeepAsync(notices, _time.GetUtcNow(), cancel);
        }
        catch (Exception fault) when (IsMemoryFault(fault))
        {
            _host.Error.WriteLine($"leakgate: {new NotifyTexts(_language).NotRemembered(fault.Message)}");
        }
    }

    private static bool IsMemoryFault(Exception fault) => fault is HistoryException or IOException or UnauthorizedAccessException or JsonException;

    private static string[] Occasions(Telling telling)
    {
        string[] told = [.. telling.Told.Select(news => news.Occasion).Concat(telling.Recovered.Select(_ => "recovered")).Distinct(StringComparer.Ordinal)];
        return told.Length > 0 ? told : ["always"];
    }

    /// <summary>Outcomes of channels that were not asked this time stay as they are.</summary>
    private void Write(IReadOnlyList<RunFolder> folders, BuildOrigin origin, IReadOnlyList<ChannelOutcome> outcomes)
    {
        var document = new NotificationsDocument
        {
            RunId = Path.GetFileName(Path.GetDirectoryName(folders[0].Path)!),
            Written = _time.GetUtcNow(),
            Branch = origin.Branch ?? "",
            Channels = [.. Kept(folders[0]).Where(old => outcomes.All(outcome => outcome.Channel != old.Channel)), .. outcomes],
        };
        try
        {
            RunFolder.WriteWhole(Path.Combine(Path.GetDirectoryName(folders[0].Path)!, FileName), JsonSerializer.SerializeToUtf8Bytes(document, RunJson.Indented));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _host.Error.WriteLine($"leakgate: {new NotifyTexts(_language).NotWritten(fault.Message)}");
        }
    }

    private sealed record Planned(IChannel Channel, Telling Telling, Errand? Errand, ChannelOutcome? Quiet);
}
