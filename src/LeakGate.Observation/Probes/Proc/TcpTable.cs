using System.Buffers.Text;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>Reads <c>/proc/PID/net/tcp</c> and <c>tcp6</c>: dearer than sock_diag, but possible for any namespace.</summary>
internal sealed class TcpTable(ProcFiles files)
{
    private static readonly byte[][] Tables = ["net/tcp"u8.ToArray(), "net/tcp6"u8.ToArray()];

    /// <summary>Adds every socket of the namespace of a process but those in TIME_WAIT; a problem, or null.</summary>
    public string? Read(int pid, List<TcpSocket> into)
    {
        foreach (var table in Tables)
        {
            var text = files.Read(pid, table);
            if (text.Outcome != ProcOutcome.Read)
            {
                // A kernel without IPv6 has no tcp6.
                if (text.Outcome == ProcOutcome.Gone && ReferenceEquals(table, Tables[1]))
                {
                    continue;
                }

                return text.Problem;
            }

            if (!TryParse(text.Text, into, out var line))
            {
                return $"{files.TextPath(pid, System.Text.Encoding.UTF8.GetString(table))}: no socket: '{line}'";
            }
        }

        return null;
    }

    /// <summary>Reads the lines after the heading.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, List<TcpSocket> into, out string badLine)
    {
        badLine = "";
        var heading = true;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (heading || line.Trim((byte)' ').IsEmpty)
            {
                heading = false;
                continue;
            }

            if (!TryParseLine(line, out var socket))
            {
                badLine = ProcFields.Shown(line);
                return false;
            }

            if (socket.State != TcpSocket.TimeWait)
            {
                into.Add(socket);
            }
        }

        return true;
    }

    private static bool TryParseLine(ReadOnlySpan<byte> line, out TcpSocket socket)
    {
        // sl local remote st queues timer retransmits uid timeout inode
        socket = default;
        _ = Next(ref line);
        if (!TryParseEndpoint(Next(ref line), out var local)
            || !TryParseEndpoint(Next(ref line), out var remote)
            || !Utf8Parser.TryParse(Next(ref line), out byte state, out _, 'x'))
        {
            return false;
        }

        for (var skipped = 0; skipped < 5; skipped++)
        {
            _ = Next(ref line);
        }

        if (!Utf8Parser.TryParse(Next(ref line), out long inode, out _))
        {
            return false;
        }

        socket = new TcpSocket(inode, local, remote, state);
        return true;
    }

    private static bool TryParseEndpoint(ReadOnlySpan<byte> token, out Endpoint endpoint)
    {
        endpoint = default;
        var colon = token.IndexOf((byte)':');
        if (colon is not (8 or 32) || !Utf8Parser.TryParse(token[(colon + 1)..], out ushort port, out _, 'x'))
        {
            return false;
        }

        // Each 32-bit word is printed as a number of the machine's own byte order, which is little-endian here.
        Span<byte> address = stackalloc byte[16];
        for (var word = 0; word < colon / 8; word++)
        {
            if (!Utf8Parser.TryParse(token.Slice(word * 8, 8), out uint value, out _, 'x'))
            {
                return false;
            }

            System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(address[(word * 4)..], value);
        }

        endpoint = Endpoint.Of(address[..(colon / 2)], port);
        return true;
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> line)
    {
        line = line.TrimStart((byte)' ');
        var end = line.IndexOf((byte)' ');
        var token = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[end..];
        return token;
    }
}
