using System.Globalization;
using System.Text;
using LeakGate.Observation.Probes.Proc;

namespace LeakGate.Observation.Targets;

/// <summary>A process of this machine that listens on a TCP port, as <c>/proc</c> tells: something that one may want to watch.</summary>
/// <param name="Port">The port.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Command">Its command line; it may hold secrets, show <see cref="Shown"/>.</param>
public sealed record ListeningProcess(int Port, int ProcessId, IReadOnlyList<string> Command)
{
    private const int MostWords = 3;

    /// <summary>Listeners that speak no HTTP, by the names of their processes.</summary>
    private static readonly string[] NoWebServers =
        ["postgres", "pgbouncer", "redis-server", "valkey-server", "mysqld", "mariadbd", "mongod", "sshd", "dropbear", "dnsmasq", "named", "systemd", "systemd-resolve", "rpcbind", "smbd", "cupsd", "master", "exim4"];

    /// <summary>The command for people: up to the first option and three words at most, since what follows may be a secret.</summary>
    public string Shown => string.Join(' ', Command.Take(1).Select(word => Path.GetFileName(word)!)
        .Concat(Command.Skip(1).TakeWhile(word => !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal)).Take(MostWords - 1)));

    /// <summary>Everybody who listens and may be seen, by port; each port once, this process and servers that speak no HTTP left out.</summary>
    /// <param name="procRoot">Where the proc file system is.</param>
    public static IReadOnlyList<ListeningProcess> All(string procRoot = "/proc")
    {
        Dictionary<long, int> ports = Ports(procRoot);
        List<ListeningProcess> found = [];
        foreach (string folder in ports.Count == 0 ? [] : Directory.EnumerateDirectories(procRoot))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id != Environment.ProcessId)
            {
                found.AddRange(Of(folder, id, ports));
            }
        }

        return [.. found.OrderBy(process => process.ProcessId).DistinctBy(process => process.Port).OrderBy(process => process.Port)];
    }

    private static IEnumerable<ListeningProcess> Of(string folder, int id, Dictionary<long, int> ports)
    {
        try
        {
            int[] own =
            [
                .. Directory.EnumerateFileSystemEntries(Path.Combine(folder, "fd"))
                    .Select(fd => Inode(new FileInfo(fd).LinkTarget))
                    .Where(inode => inode is { } known && ports.ContainsKey(known))
                    .Select(inode => ports[inode!.Value])
                    .Distinct(),
            ];
            string name = File.ReadAllText(Path.Combine(folder, "comm")).TrimEnd();
            if (own.Length == 0 || NoWebServers.Contains(name, StringComparer.Ordinal))
            {
                return [];
            }

            string[] words = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "cmdline"))).TrimEnd('\0').Split('\0');
            return own.Select(port => new ListeningProcess(port, id, words[0].Length > 0 ? words : [name]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or another user's: it cannot be proposed, and nothing depends on it.
            return [];
        }
    }

    private static Dictionary<long, int> Ports(string procRoot)
    {
        Dictionary<long, int> ports = [];
        foreach (string table in new[] { "net/tcp", "net/tcp6" })
        {
            string path = Path.Combine(procRoot, table);
            List<TcpSocket> sockets = [];
            if (File.Exists(path) && TcpTable.TryParse(File.ReadAllBytes(path), sockets, out _))
            {
                foreach (TcpSocket socket in sockets.Where(socket => socket.State == TcpSocket.Listen && socket.Inode != 0))
                {
                    ports[socket.Inode] = socket.Local.Port;
                }
            }
        }

        return ports;
    }

    private static long? Inode(string? link) =>
        link is not null && link.StartsWith("socket:[", StringComparison.Ordinal)
        && long.TryParse(link.AsSpan(8, link.Length - 9), NumberStyles.None, CultureInfo.InvariantCulture, out long inode) ? inode : null;
}
