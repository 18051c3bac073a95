using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using LeakGate.Observation.Targets;

namespace LeakGate.Tests.Probes;

/// <summary>A folder that looks like <c>/proc</c>, told in a few lines; removed when disposed.</summary>
internal sealed class FakeProc : IDisposable
{
    private readonly List<string> _sockets = [];
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

    /// <summary>Adds a line to the socket tables of all processes.</summary>
    public FakeProc Socket(long inode, string local, string remote, int state = 1)
    {
        _sockets.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{_sockets.Count,4}: {Hex(local)} {Hex(remote)} {state:X2} 00000000:00000000 00:00000000 00000000     0        0 {inode} 1 0000000025ad2c81 100 0 0 10 0"));
        foreach (var process in _processes.Values)
        {
            process.WriteSockets();
        }

        return this;
    }

    public string SocketTable(bool v6) => Table(_sockets.Where(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Length > 20 == v6));

    public ProcessTree Tree() => new([.. _processes.Values.Select(process => process.Id)]);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Table(IEnumerable<string> lines) =>
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
        + string.Concat(lines.Select(line => line + "\n"));

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
