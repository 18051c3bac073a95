using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace LeakGate.Observation.Targets;

/// <summary>Somebody who listens on a TCP port of this machine, as <c>/proc</c> tells.</summary>
/// <param name="Address">Address it listens on.</param>
/// <param name="ProcessId">Who; <see langword="null"/> when that may not be seen.</param>
/// <param name="ProcessName">Its name, up to 15 characters.</param>
public sealed record PortListener(IPAddress Address, int? ProcessId, string? ProcessName)
{
    private const string Listening = "0A";

    /// <summary>Everybody who listens on a port; empty when it is free.</summary>
    /// <param name="port">The port.</param>
    /// <param name="procRoot">Where the proc file system is.</param>
    public static IReadOnlyList<PortListener> Find(int port, string procRoot = "/proc")
    {
        var sockets = new List<(IPAddress Address, string Inode)>();
        foreach (var table in new[] { "net/tcp", "net/tcp6" })
        {
            var path = Path.Combine(procRoot, table);
            if (File.Exists(path))
            {
                sockets.AddRange(File.ReadLines(path).Skip(1).Select(line => Parse(line, port)).OfType<(IPAddress, string)>());
            }
        }

        return [.. sockets.Select(s => FindOwner(s.Inode, procRoot) is var (id, name)
            ? new PortListener(s.Address, id, name)
            : new PortListener(s.Address, ProcessId: null, ProcessName: null))];
    }

    /// <summary>
    /// Finds out, before a target starts, that somebody else has its port: the target would fail in its own words, or worse, the
    /// other one would answer in its place.
    /// </summary>
    /// <param name="target">Name of the target.</param>
    /// <param name="url">Address that the target will listen on; a host that is not this machine's loopback is not looked at.</param>
    /// <exception cref="TargetFailedException">The port is taken (<c>port_taken</c>).</exception>
    public static void ThrowIfTaken(string target, Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var isName = string.Equals(url.IdnHost, "localhost", StringComparison.OrdinalIgnoreCase);
        if (!IPAddress.TryParse(url.IdnHost, out var host) && !isName)
        {
            return;
        }

        if (host is not null && !IPAddress.IsLoopback(host) && !IsAny(host))
        {
            return;
        }

        var taken = Find(url.Port).FirstOrDefault(l => host is null || IsAny(host) || IsAny(l.Address) || l.Address.Equals(host) || l.Address.Equals(host.MapToIPv6()));
        if (taken is not null)
        {
            var who = taken.ProcessId is { } id
                ? string.Create(CultureInfo.InvariantCulture, $"process {id} ({taken.ProcessName})")
                : "a process that LeakGate may not see";
            throw new TargetFailedException(
                "port_taken", string.Create(CultureInfo.InvariantCulture, $"{target}: port {url.Port} is taken: {who} listens on it. Stop it, or give the target another port."));
        }
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    // proc(5): sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
    private static (IPAddress Address, string Inode)? Parse(string line, int port)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 10 || !string.Equals(fields[3], Listening, StringComparison.Ordinal))
        {
            return null;
        }

        var colon = fields[1].IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && int.TryParse(fields[1].AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var local)
            && local == port
            ? (ParseAddress(fields[1][..colon]), fields[9])
            : null;
    }

    // The kernel prints each group of four bytes as one number of the machine's byte order.
    private static IPAddress ParseAddress(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        if (BitConverter.IsLittleEndian)
        {
            for (var i = 0; i < bytes.Length; i += 4)
            {
                var group = bytes.AsSpan(i, 4);
                BinaryPrimitives.WriteUInt32BigEndian(group, BinaryPrimitives.ReadUInt32LittleEndian(group));
            }
        }

        return new IPAddress(bytes);
    }

    private static (int Id, string Name)? FindOwner(string inode, string procRoot)
    {
        var wanted = $"socket:[{inode}]";
        foreach (var folder in Directory.EnumerateDirectories(procRoot))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Holds(folder, wanted))
            {
                return (id, ReadName(folder));
            }
        }

        return null;
    }

    private static bool Holds(string processFolder, string wanted)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(processFolder, "fd"))
                .Any(fd => string.Equals(new FileInfo(fd).LinkTarget, wanted, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or another user's: then it stays unknown who listens, which is told.
            return false;
        }
    }

    private static string ReadName(string processFolder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(processFolder, "comm")).TrimEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }
}
