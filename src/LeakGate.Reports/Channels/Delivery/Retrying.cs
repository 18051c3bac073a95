namespace LeakGate.Reports.Channels.Delivery;

/// <summary>How often a message is tried, and how long is waited in between.</summary>
/// <param name="Attempts">Most attempts; default 4.</param>
/// <param name="FirstPause">Pause after the first; each further one is twice as long. Half to three halves of it are waited, at random.</param>
/// <param name="LongestPause">Longest pause, also where a server asks for more.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan FirstPause, TimeSpan LongestPause)
{
    /// <summary>Four attempts within about four seconds of pauses; a server may ask for half a minute.</summary>
    public static RetryPolicy Default { get; } = new(4, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));
}

/// <summary>Tries again, with growing pauses, what failed for a reason that may pass. Thread-safe.</summary>
/// <param name="policy">How often.</param>
/// <param name="time">For time-outs and pauses.</param>
/// <param name="seed">For the jitter: targets that fail together must not come back together.</param>
public sealed class Retrying(RetryPolicy policy, TimeProvider time, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    /// <summary>Runs the attempts.</summary>
    /// <param name="attempt">One attempt; a transient <see cref="DeliveryException"/> has it tried again.</param>
    /// <param name="timeout">Longest time of one attempt.</param>
    /// <param name="cancel">Ends it all.</param>
    /// <exception cref="DeliveryException">The last attempt failed, or one for a reason that does not pass.</exception>
    public async Task<(T Value, int Attempts)> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, TimeSpan timeout, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        for (var tried = 1; ; tried++)
        {
            DeliveryException fault;
            using (var limit = new CancellationTokenSource(timeout, time))
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel))
            {
                try
                {
                    return (await attempt(either.Token), tried);
                }
                catch (DeliveryException failed)
                {
                    fault = failed;
                }
                catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
                {
                    fault = new DeliveryException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no answer within {timeout.TotalSeconds:0.###} s"), late) { IsTransient = true };
                }
            }

            if (!fault.IsTransient || tried >= policy.Attempts || fault.RetryAfter > policy.LongestPause)
            {
                throw new DeliveryException(fault.Message, fault.InnerException) { IsTransient = fault.IsTransient, RetryAfter = fault.RetryAfter, Attempts = tried };
            }

            await Task.Delay(fault.RetryAfter ?? Pause(tried), time, cancel);
        }
    }

    private TimeSpan Pause(int tried)
    {
        double share;
        lock (_lock)
        {
            share = 0.5 + _random.NextDouble();
        }

        var pause = policy.FirstPause * Math.Pow(2, tried - 1) * share;
        return pause < policy.LongestPause ? pause : policy.LongestPause;
    }
}
