using LeakGate.Reports.Channels.Messages;
using LeakGate.Reports.Channels.Rules;
using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Channels.Delivery;

/// <summary>
/// Tells every channel of a run, for programs: it asks no rule, knows nothing of what was told before and remembers nothing.
/// <c>leakgate notify</c> does all of that. Thread-safe.
/// </summary>
/// <param name="language">Language of channels that have none of their own.</param>
/// <param name="version">Version that messages are signed with.</param>
/// <param name="environment">Gives the value of a variable, or <see langword="null"/>: the link to the build comes from there.</param>
/// <param name="time">For time-outs and pauses.</param>
/// <param name="policy">How often is tried; <see langword="null"/>: four times.</param>
public sealed class RunNotifier(Language language, string version, Func<string, string?> environment, TimeProvider time, RetryPolicy? policy = null) : IDisposable
{
    private readonly ChannelConnections _connections = new(language, environment, time, policy);

    /// <inheritdoc />
    public void Dispose() => _connections.Dispose();

    /// <summary>Sends to all channels at once. Whatever goes wrong with one is its outcome; only an interruption is thrown.</summary>
    /// <param name="folders">The targets of one run; at least one.</param>
    /// <param name="channels">Whom to tell.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What became of each channel, in their order: <c>sent</c>, <c>failed</c>, or <c>absent</c> (it has nothing to do here).</returns>
    /// <exception cref="ArgumentException">There is no folder.</exception>
    /// <exception cref="IOException">A run folder can't be read.</exception>
    /// <exception cref="RunFormatException">A run folder holds something else.</exception>
    public async Task<IReadOnlyList<ChannelOutcome>> SendAllAsync(
        IReadOnlyList<RunFolder> folders, IReadOnlyList<NotifyPlan> channels, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(channels);
        if (folders.Count == 0)
        {
            throw new ArgumentException("There is no target to tell of.", nameof(folders));
        }

        List<ReportTarget> targets = [.. folders.Select(ReportReading.Of)];
        var planned = channels.Select(plan => Plan(plan, targets)).ToList();
        var sent = await new Dispatch(time).SendAsync([.. planned.Where(one => one.Absent is null).Select(one => one.Errand)], cancel);
        var next = 0;
        return [.. planned.Select(one => one.Absent ?? sent[next++])];
    }

    private (Errand Errand, ChannelOutcome? Absent) Plan(NotifyPlan plan, List<ReportTarget> targets)
    {
        var telling = new RuleBook(plan, "", time.GetUtcNow(), everything: true).Decide(targets, []) with { Always = true };
        var context = _connections.Of(plan) with { RunId = targets[0].Verdict.RunId, Targets = targets, Occasions = ["always"] };
        var input = new ReportInput
        {
            Targets = targets,
            Language = plan.Language ?? language,
            Version = version,
            Written = context.Now,
            Environment = environment,
        };
        var origin = new MessageOrigin("", "", MessageOrigin.LinkOf(plan.ReportUrl, context.RunId, environment));
        var errand = new Errand(ChannelList.Named(plan.Channel), context, new MessageBuilder(input, origin).Of(telling));
        return (errand, errand.Channel.Absent(context) is { } why ? new ChannelOutcome { Channel = plan.Channel, State = "absent", Detail = why } : null);
    }
}
