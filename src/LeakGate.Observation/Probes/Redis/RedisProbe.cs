using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Redis;

/// <summary>The target's connections as Redis sees them: the client's name, its last command and how long it has been idle (<c>CLIENT LIST</c>).</summary>
internal sealed class RedisProbe(string address, ProcProbe proc, TimeProvider time) : ServerProbe("Redis", Resource.RedisConnections, proc, time)
{
    /// <summary>10,000 clients at some 300 bytes each, and room.</summary>
    private const int MostBytes = 16 << 20;

    /// <summary>The connections of an answer to <c>CLIENT LIST</c>. Lines that are none, and clients of a Unix socket, are left out.</summary>
    internal static IReadOnlyList<SeenConnection> Parse(string text)
    {
        var seen = new List<SeenConnection>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Trim().Split(' ').Select(field => field.Split('=', 2)).Where(field => field.Length == 2).ToLookup(field => field[0], field => field[1], StringComparer.Ordinal);
            if (IPEndPoint.TryParse(fields["addr"].FirstOrDefault() ?? "", out var client)
                && double.TryParse(fields["idle"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var idle))
            {
                var name = fields["name"].FirstOrDefault();
                var command = fields["cmd"].FirstOrDefault();
                var kind = string.IsNullOrEmpty(name) ? "no name" : $"name {name}";
                seen.Add(new SeenConnection(client.Address, client.Port, string.IsNullOrEmpty(command) ? kind : $"{kind}, last command {command}", TimeSpan.FromSeconds(idle)));
            }
        }

        return seen;
    }

    /// <inheritdoc />
    protected override async Task<IReadOnlyList<SeenConnection>> AskAsync(CancellationToken cancel)
    {
        try
        {
            using var reader = await RedisQuestion.AskAsync(address, cancel, "CLIENT", "LIST");

            // A bulk string: its length in bytes, then the bytes. Anything else is an error line, for example NOAUTH.
            var head = await reader.ReadLineAsync(cancel);
            if (head is not ['$', .. var length] || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) || bytes > MostBytes)
            {
                return [];
            }

            var text = new char[bytes];
            return Parse(new string(text, 0, await reader.ReadBlockAsync(text, cancel)));
        }
        catch (Exception problem) when (problem is SocketException or IOException or FormatException or ArgumentException)
        {
            // The server is gone or takes no more clients: the finding stands without its side.
            return [];
        }
    }
}
