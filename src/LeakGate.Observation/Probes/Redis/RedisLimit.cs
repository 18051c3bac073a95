using System.Globalization;
using System.Net.Sockets;
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
            using var reader = await RedisQuestion.AskAsync(address, either.Token, "CONFIG", "GET", "maxclients");
            return await ParseAsync(reader, either.Token);
        }
        catch (Exception problem) when (problem is SocketException or IOException or FormatException or ArgumentException
            || (problem is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (null, $"Redis does not tell its maxclients: {problem.Message}");
        }
    }

    /// <summary>The answer: an array of two bulk strings, name and value; or an error line.</summary>
    private static async Task<(LimitRecord? Limit, string? Problem)> ParseAsync(StreamReader reader, CancellationToken cancel)
    {
        var head = await reader.ReadLineAsync(cancel);
        if (head != "*2")
        {
            return (null, $"Redis does not tell its maxclients: {head ?? "the connection was closed"}");
        }

        string? line = null;
        for (var i = 0; i < 4; i++)
        {
            line = await reader.ReadLineAsync(cancel);
        }

        return double.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? (new LimitRecord(most, "maxclients"), null)
            : (null, $"Redis does not tell its maxclients: it answered '{line}'");
    }
}
