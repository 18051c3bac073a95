using LeakGate.Reports.Channels.Messages;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Channels.Delivery;

/// <summary>A test of a channel.</summary>
/// <param name="Outcome">What became of it: sent, failed, or absent (it has nothing to do here).</param>
/// <param name="Payload">Exactly what goes out, secrets masked; <see langword="null"/>: nothing does.</param>
public sealed record ChannelTested(ChannelOutcome Outcome, Outgoing? Payload);

/// <summary>
/// Sends messages that are clearly marked as tests, for whoever asks: a command or a server. Nothing is remembered of them. Thread-safe.
/// </summary>
/// <param name="language">Language of channels that have none of their own.</param>
/// <param name="version">LeakGate's version.</param>
/// <param name="environment">Gives the value of a variable, or <see langword="null"/>.</param>
/// <param name="time">For time-outs and pauses.</param>
/// <param name="policy">How often is tried; <see langword="null"/>: as in a run.</param>
public sealed class ChannelTesting(Language language, string version, Func<string, string?> environment, TimeProvider time, RetryPolicy? policy = null) : IDisposable
{
    private readonly ChannelConnections _connections = new(language, environment, time, policy);

    /// <inheritdoc />
    public void Dispose() => _connections.Dispose();

    /// <summary>Sends a test to the channel of a name. Whatever goes wrong is its outcome; only an interruption is thrown.</summary>
    /// <param name="channels">The channels that are set up.</param>
    /// <param name="name">Which one.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What became of it; <see langword="null"/>: no channel of that name is set up.</returns>
    public async Task<ChannelTested?> SendAsync(IReadOnlyList<NotifyPlan> channels, string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(channels);
        return channels.FirstOrDefault(channel => channel.Channel == name) is not { } plan ? null : await SendAsync(plan, cancel);
    }

    /// <summary>Sends a test to a channel. Whatever goes wrong is its outcome; only an interruption is thrown.</summary>
    public async Task<ChannelTested> SendAsync(NotifyPlan channel, CancellationToken cancel)
    {
        var (errand, prepared) = Prepared(channel);
        return prepared.Payload is null ? prepared : prepared with { Outcome = (await new Dispatch(time).SendAsync([errand], cancel))[0] };
    }

    /// <summary>What would go out; nothing does.</summary>
    public ChannelTested Preview(NotifyPlan channel) => Prepared(channel).Tested;

    private (Errand Errand, ChannelTested Tested) Prepared(NotifyPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var context = _connections.Of(plan) with { Occasions = ["test"] };
        var origin = new MessageOrigin("", "", MessageOrigin.LinkOf(plan.ReportUrl, "test", environment));
        var errand = new Errand(ChannelList.Named(plan.Channel), context, MessageBuilder.Test(plan.Language ?? language, version, context.Now, origin));
        return (errand, errand.Channel.Absent(context) is { } why
            ? new ChannelTested(new ChannelOutcome { Channel = plan.Channel, State = "absent", Detail = why }, null)
            : new ChannelTested(new ChannelOutcome { Channel = plan.Channel, State = "quiet" }, errand.Shown()));
    }
}
