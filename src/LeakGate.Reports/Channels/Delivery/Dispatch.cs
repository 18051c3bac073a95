using LeakGate.Reports.Channels.Messages;
using LeakGate.Reports.Wording;

namespace LeakGate.Reports.Channels.Delivery;

/// <summary>One message on its way.</summary>
/// <param name="Channel">Who takes it.</param>
/// <param name="Context">What it needs.</param>
/// <param name="Message">What is told.</param>
public sealed record Errand(IChannel Channel, ChannelContext Context, RunMessage Message)
{
    /// <summary>Takes every secret that the channel knows out of a text.</summary>
    internal Redaction Redaction { get; } = new(Context.Plan, Context.Environment("GITHUB_TOKEN"), Context.Environment("GITLAB_TOKEN"));

    /// <summary>Exactly what goes out, for people to see: secrets are masked.</summary>
    public Outgoing Shown()
    {
        var outgoing = Channel.Compose(Message, Context);
        return new Outgoing(Redaction.Of(outgoing.Where), Redaction.Of(outgoing.Text));
    }
}

/// <summary>Sends to all channels at once. Whatever happens to one is its outcome and touches no other; nothing is thrown but an interruption.</summary>
public sealed class Dispatch(TimeProvider time)
{
    /// <summary>All attempts of a channel together take at most so many time-outs.</summary>
    private const int MostTimeouts = 6;

    /// <summary>The outcomes, in the order of the errands.</summary>
    public Task<ChannelOutcome[]> SendAsync(IReadOnlyList<Errand> errands, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(errands);
        return Task.WhenAll(errands.Select(errand => OneAsync(errand, cancel)));
    }

    private async Task<ChannelOutcome> OneAsync(Errand errand, CancellationToken cancel)
    {
        var (plan, redaction) = (errand.Context.Plan, errand.Redaction);
        var began = time.GetTimestamp();
        string? where = null;
        ChannelOutcome Outcome(string state, string? detail, int attempts) => new()
        {
            Channel = errand.Channel.Name,
            State = state,
            Where = where is null ? null : redaction.Of(where),
            Detail = detail is null ? null : redaction.Of(SafeText.Of(detail)),
            Attempts = attempts,
            Seconds = Math.Round(time.GetElapsedTime(began).TotalSeconds, 3),
        };

        using var limit = new CancellationTokenSource(plan.Timeout * MostTimeouts, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            var outgoing = errand.Channel.Compose(errand.Message, errand.Context);
            where = outgoing.Where;
            var delivered = await errand.Channel.SendAsync(outgoing, errand.Context, either.Token);
            return Outcome("sent", delivered.Note, delivered.Attempts);
        }
        catch (DeliveryException fault)
        {
            return Outcome("failed", fault.Message, fault.Attempts);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Outcome("failed", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"given up after {(plan.Timeout * MostTimeouts).TotalSeconds:0.###} s"), 1);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A channel must never take the verdict with it, whatever is wrong in it; its outcome says so.
            return Outcome("failed", $"{fault.GetType().Name}: {fault.Message}", 1);
        }
    }
}
