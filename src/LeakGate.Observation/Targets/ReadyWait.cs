using System.Globalization;

namespace LeakGate.Observation.Targets;

/// <summary>Asks a program whether it is ready until it is, it ends, or the time is over.</summary>
internal static class ReadyWait
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    // A question with less time than this could only fail for want of it, and would hide the true reason.
    private static readonly TimeSpan ShortestQuestion = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks once within a time; the answer is <see langword="null"/> when ready, else why not.</summary>
    public delegate Task<string?> Question(TimeSpan timeout, CancellationToken cancel);

    /// <summary>Returns when the program is ready. An address that is asked is named when the time is over.</summary>
    /// <exception cref="TargetFailedException">It ended, or the time-out passed (<c>unhealthy</c>).</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task WaitAsync(
        ITarget target, TimeSpan timeout, Question question, Uri? address, IProgress<string> reason, TimeProvider time, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ready = AskUntilReadyAsync(target, timeout, question, address, reason, time, over.Token);
        if (await Task.WhenAny(ready, target.Exited) != ready)
        {
            await over.CancelAsync();
            await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw TargetFailure.OfExit(target);
        }

        await ready;
        if (target.Exited.IsCompleted)
        {
            // Somebody answered, but it was not the target.
            throw TargetFailure.OfExit(target);
        }
    }

    private static async Task AskUntilReadyAsync(
        ITarget target, TimeSpan timeout, Question question, Uri? address, IProgress<string> reason, TimeProvider time, CancellationToken cancel)
    {
        var begun = time.GetTimestamp();
        var pause = FirstPause;
        string? told = null;
        while (await question(timeout - time.GetElapsedTime(begun), cancel) is { } notYet)
        {
            if (!string.Equals(notYet, told, StringComparison.Ordinal))
            {
                reason.Report(told = notYet);
            }

            var left = timeout - time.GetElapsedTime(begun) - ShortestQuestion;
            if (left <= TimeSpan.Zero)
            {
                throw TargetFailure.Of("unhealthy", target, string.Create(
                    CultureInfo.InvariantCulture, $"was not ready within {timeout.TotalSeconds:0.###} s{(address is null ? "" : $" at {address}")}: {notYet}."));
            }

            await Task.Delay(pause < left ? pause : left, time, cancel);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }
}
