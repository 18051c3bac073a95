using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LeakGate.Observation.Targets;

namespace LeakGate.Tests.Probes;

/// <summary>A folder that looks like <c>/proc</c>, told in a few lines: processes with all that is read of them, or their table alone; removed when disposed.</summary>
internal sealed class FakeProc : IDisposable
{
    private readonly List<(string Table, string Line)> _sockets = [];
    private readonly Dictionary<int, FakeProcess> _processes = [];

    public FakeProc()
    {
        Root = Directory.CreateTempSubdirectory("leakgate-proc-").FullName;
    }

    public string Root { get; }

    /// <summary>Adds a healthy process, or changes the one that is there.</summary>
    public FakeProcess Process(int pid)
    {
        if (!_processes.TryGetValue(pid, out var process))
        {
            _processes[pid] = process = new FakeProcess(this, pid);
        }

        return process;
    }

    /// <summary>Adds a child, or changes the one that is there, of which nothing but its line in the table of processes can be read.</summary>
    public FakeProc Child(int pid, int parent, char state = 'S', long startTicks = 100, string name = "app") =>
        Stat(pid, FakeProcess.StatLine(pid, parent, state, startTicks, name));

    public FakeProc Stat(int pid, string line) => Text(string.Create(CultureInfo.InvariantCulture, $"{pid}/stat"), line);

    public FakeProc Text(string path, string text)
    {
        File.WriteAllText(PathOf(path), text);
        return this;
    }

    public FakeProc Link(string path, string target)
    {
        _ = File.CreateSymbolicLink(PathOf(path), target);
        return this;
    }

    public FakeProc Gone(int pid) => Gone(pid.ToString(CultureInfo.InvariantCulture));

    public FakeProc Gone(string folder)
    {
        Directory.Delete(PathOf(folder), recursive: true);
        return this;
    }

    /// <summary>Adds a line to the socket tables of all processes.</summary>
    public FakeProc Socket(long inode, string local, string remote, int state = 1, string protocol = "tcp") => Line(
        protocol + (IPEndPoint.Parse(local).AddressFamily == AddressFamily.InterNetworkV6 ? "6" : ""),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_sockets.Count,4}: {Hex(local)} {Hex(remote)} {state:X2} 00000000:00000000 00:00000000 00000000     0        0 {inode} 1 0000000025ad2c81 100 0 0 10 0"));

    /// <summary>Adds a line to the tables of unix sockets of all processes.</summary>
    public FakeProc UnixSocket(long inode, string path = "") => Line(
        "unix",
        string.Create(CultureInfo.InvariantCulture, $"0000000000000000: 00000002 00000000 00010000 0001 01 {inode,5}{(path.Length > 0 ? " " : "")}{path}"));

    public string SocketTable(string table) => string.Concat(
        _sockets
            .Where(socket => string.Equals(socket.Table, table, StringComparison.Ordinal))
            .Select(socket => socket.Line)
            .Prepend(string.Equals(table, "unix", StringComparison.Ordinal) ? "Num       RefCount Protocol Flags    Type St Inode Path" : "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode")
            .Select(line => line + "\n"));

    public ProcessTree Tree() => new([.. _processes.Values.Select(process => process.Id)]);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private FakeProc Line(string table, string line)
    {
        _sockets.Add((table, line));
        foreach (var process in _processes.Values)
        {
            process.WriteSockets();
        }

        return this;
    }

    private string PathOf(string path)
    {
        var full = Path.Combine(Root, path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    private static string Hex(string endpoint)
    {
        var parsed = IPEndPoint.Parse(endpoint);
        var bytes = parsed.Address.GetAddressBytes();
        var hex = new StringBuilder();
        for (var word = 0; word < bytes.Length; word += 4)
        {
            _ = hex.Append(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(word)).ToString("X8", CultureInfo.InvariantCulture));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{hex}:{parsed.Port:X4}");
    }
}
