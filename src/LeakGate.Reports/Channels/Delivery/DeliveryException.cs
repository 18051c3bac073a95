namespace LeakGate.Reports.Channels.Delivery;

/// <summary>A message could not be handed over. Its text holds no secret of LeakGate's own; what a server said is made harmless.</summary>
/// <param name="problem">What went wrong, one line.</param>
/// <param name="inner">The cause; <see langword="null"/>: a server's answer.</param>
public sealed class DeliveryException(string problem, Exception? inner = null) : Exception(problem, inner)
{
    /// <summary>Whether another attempt may help.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the server asks to wait; <see langword="null"/>: it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Attempts that were made; filled in by <see cref="Retrying"/>.</summary>
    public int Attempts { get; init; } = 1;
}
