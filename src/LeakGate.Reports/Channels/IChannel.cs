using LeakGate.Reports.Channels.Messages;

namespace LeakGate.Reports.Channels;

/// <summary>One way to tell people. Composing is pure; only <see cref="SendAsync"/> touches the network. Thread-safe.</summary>
public interface IChannel
{
    /// <summary>Name in <c>notify:</c>.</summary>
    string Name { get; }

    /// <summary>Whether it keeps one message and changes it: a comment. Such a one is never noise, and always tells how it stands.</summary>
    bool KeepsOne => false;

    /// <summary>Why it has nothing to do here, such as no pull request; <see langword="null"/>: it has.</summary>
    string? Absent(ChannelContext context) => null;

    /// <summary>What goes out, within the limits of the channel.</summary>
    Outgoing Compose(RunMessage message, ChannelContext context);

    /// <summary>Hands it over.</summary>
    /// <exception cref="Delivery.DeliveryException">It could not be handed over.</exception>
    Task<Delivered> SendAsync(Outgoing outgoing, ChannelContext context, CancellationToken cancel);
}

/// <summary>What goes out.</summary>
/// <param name="Where">Where to, secrets masked.</param>
/// <param name="Text">The payload as people may read it; for web services, exactly what is sent.</param>
public record Outgoing(string Where, string Text);

/// <summary>How it went.</summary>
/// <param name="Attempts">Attempts of the longest call.</param>
/// <param name="Note">What else is to be told, such as a picture that could not be added; <see langword="null"/>: nothing.</param>
public sealed record Delivered(int Attempts, string? Note = null);
