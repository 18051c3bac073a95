using System.Globalization;
using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Targets;

/// <summary>Waits until a target says that it is ready, and tells while it waits what it waits for.</summary>
public static class HealthWait
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    // A question with less time than this could only fail for want of it, and would hide the true reason.
    private static readonly TimeSpan ShortestQuestion = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Asks again and again, with pauses from 50 to 500 ms, until the health path answers 2xx; without a path, until
    /// <c>GET /health</c> is answered in any way at all. No connection is left open.
    /// </summary>
    /// <param name="target">Who is waited for.</param>
    /// <param name="baseUrl">Its base address.</param>
    /// <param name="plan">Path and time-out.</param>
    /// <param name="reason">Told at each change why it is not ready yet: <c>connection refused</c>, <c>GET /health answered 503</c>.</param>
    /// <param name="time">The clock of pauses and time-out.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="TargetFailedException">The target ended, or the time-out passed (<c>unhealthy</c>); with its last output.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task WaitAsync(
        ITarget target, Uri baseUrl, HealthPlan plan, IProgress<string> reason, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(baseUrl);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ready = AskUntilReadyAsync(target, baseUrl, plan, reason, time, over.Token);
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
        ITarget target, Uri baseUrl, HealthPlan plan, IProgress<string> reason, TimeProvider time, CancellationToken cancel)
    {
        using var question = new HealthQuestion(new Uri(baseUrl, plan.Path ?? "/health"), anyAnswer: plan.Path is null, time);
        var begun = time.GetTimestamp();
        var pause = FirstPause;
        string? told = null;
        while (await question.AskAsync(plan.Timeout - time.GetElapsedTime(begun), cancel) is { } notYet)
        {
            if (!string.Equals(notYet, told, StringComparison.Ordinal))
            {
                reason.Report(told = notYet);
            }

            var left = plan.Timeout - time.GetElapsedTime(begun) - ShortestQuestion;
            if (left <= TimeSpan.Zero)
            {
                throw TargetFailure.Of("unhealthy", target, string.Create(
                    CultureInfo.InvariantCulture, $"was not ready within {plan.Timeout.TotalSeconds:0.###} s: {notYet}."));
            }

            await Task.Delay(pause < left ? pause : left, time, cancel);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }
}
