using System.Globalization;
using LeakGate.Runs.Records;

namespace LeakGate.Observation.Probes.Redis;

/// <summary>How many clients a Redis server takes.</summary>
public static class RedisLimit
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Asks <c>CONFIG GET maxclients</c> (RESP2).</summary>
    /// <param name="address"><c>host:port</c>.</param>
    /// <param name="time">Measures the longest wait, 5 s.</param>
    /// <param name="cancel">Ends the question.</param>
    /// <returns>The limit, or why it is not known.</returns>
    public static async Task<(LimitRecord? Limit, string? Problem)> ReadAsync(string address, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            using var session = await RedisSession.OpenAsync(address, either.Token);
            return await session.AskAsync(either.Token, "CONFIG", "GET", "maxclients") is { Items: [_, { Text: { } text }] }
                && double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                    ? (new LimitRecord(most, "maxclients"), null)
                    : (null, "Redis does not tell its maxclients: what it answers is in no known form");
        }
        catch (Exception problem) when (RedisSession.IsFailure(problem) || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (null, $"Redis does not tell its maxclients: {problem.Message}");
        }
    }
}
