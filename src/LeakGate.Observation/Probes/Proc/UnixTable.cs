using System.Buffers;
using System.Buffers.Text;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>Reads <c>/proc/PID/net/unix</c>: the unix sockets of a network namespace, and where they are bound.</summary>
internal sealed class UnixTable(ProcFiles files)
{
    private const string Unnamed = "unix unnamed";

    /// <summary>The kernel names a socket so that is bound without a name: five hexadecimal digits.</summary>
    private const int GivenNameLength = 6;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly KindCache _ofName = new(KindOf);

    /// <summary>Moves the sockets that are in the table from the unexplained to the kinds.</summary>
    public void Explain(int pid, HashSet<long> unexplained, Dictionary<long, string> kinds)
    {
        var text = files.Read(pid, "net/unix"u8);
        if (text.Outcome != ProcOutcome.Read)
        {
            return;
        }

        foreach (var range in text.Text.Split((byte)'\n'))
        {
            // The heading is no number, and neither is the rest of a path with a line break in it.
            if (TryParseLine(text.Text[range], out var inode, out var name) && unexplained.Remove(inode))
            {
                kinds[inode] = name.IsEmpty ? Unnamed : _ofName.Of(name);
            }
        }
    }

    /// <summary>The kind of a path, or of a name that is no path and begins with <c>@</c>.</summary>
    internal static string KindOf(string name) =>
        name.Length == GivenNameLength && name[0] == '@' && !name.AsSpan(1).ContainsAnyExcept(Digits)
            ? Unnamed
            : "unix " + DescriptorKind.PathPattern(name);

    /// <summary>Num, RefCount, Protocol, Flags, Type, St, Inode, and the path where there is one, which may hold blanks.</summary>
    private static bool TryParseLine(ReadOnlySpan<byte> line, out long inode, out ReadOnlySpan<byte> name)
    {
        inode = 0;
        name = [];
        for (var skipped = 0; skipped < 6; skipped++)
        {
            var end = line.IndexOf((byte)' ');
            if (end < 0)
            {
                return false;
            }

            line = line[end..].TrimStart((byte)' ');
        }

        if (!Utf8Parser.TryParse(line, out inode, out var used))
        {
            return false;
        }

        name = used < line.Length ? line[(used + 1)..] : [];
        return used == line.Length || line[used] == ' ';
    }
}
