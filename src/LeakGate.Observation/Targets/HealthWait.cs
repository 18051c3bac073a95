using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Targets;

/// <summary>Waits until a target says that it is ready, and tells while it waits what it waits for.</summary>
public static class HealthWait
{
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
        var address = new Uri(baseUrl, plan.Path ?? "/health");
        using var question = new HealthQuestion(address, anyAnswer: plan.Path is null, time);
        await ReadyWait.WaitAsync(target, plan.Timeout, question.AskAsync, address, reason, time, cancel);
    }
}
