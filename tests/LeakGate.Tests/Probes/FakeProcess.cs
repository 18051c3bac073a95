using System.Globalization;
using LeakGate.Observation.Targets;

namespace LeakGate.Tests.Probes;

/// <summary>One process of a <see cref="FakeProc"/>.</summary>
internal sealed class FakeProcess
{
    private readonly FakeProc _proc;
    private readonly int _pid;
    private readonly HashSet<string> _pipes = new(StringComparer.Ordinal);
    private int _descriptors;

    public FakeProcess(FakeProc proc, int pid)
    {
        _proc = proc;
        _pid = pid;
        _ = Directory.CreateDirectory(PathOf("fd"));
        _ = Directory.CreateDirectory(PathOf("net"));
        _ = Stat().Name("app").Memory(anonymousKb: 1000).Threads("app").Storage(readBytes: 8192, writtenBytes: 4096);
        WriteSockets();
    }

    public ProcessId Id => new(_pid, 7000 + _pid);

    public string PathOf(string name) => Path.Combine(_proc.Root, _pid.ToString(CultureInfo.InvariantCulture), name);

    public FakeProcess Stat(char state = 'S', long? startTicks = null, string name = "app", long userTicks = 150, long systemTicks = 50, long minorFaults = 70, long majorFaults = 3) =>
        Write("stat", StatLine(_pid, 1, state, startTicks ?? Id.StartTicks, name, userTicks, systemTicks, minorFaults, majorFaults));

    public FakeProcess Name(string name) => Write("comm", name + "\n");

    public FakeProcess Memory(long anonymousKb, int threads = 1) => Write(
            "status",
            string.Create(CultureInfo.InvariantCulture, $"Name:\tapp\nState:\tS (sleeping)\nVmSize:\t  {anonymousKb * 4} kB\nVmRSS:\t  {anonymousKb * 2} kB\nRssAnon:\t  {anonymousKb} kB\nRssFile:\t  {anonymousKb - 4} kB\nRssShmem:\t       4 kB\nVmSwap:\t       8 kB\nThreads:\t{threads}\n"))
        .Write(
            "smaps_rollup",
            string.Create(CultureInfo.InvariantCulture, $"00400000-7fff ---p 00000000 00:00 0    [rollup]\nRss:    {anonymousKb * 2} kB\nPss:    {anonymousKb + 3} kB\nPss_Dirty:   1 kB\nPrivate_Dirty:    {anonymousKb + 5} kB\nAnonymous:    {anonymousKb} kB\n"));

    public FakeProcess Threads(params string[] names)
    {
        for (var index = 0; index < names.Length; index++)
        {
            _ = Thread(index, names[index]);
        }

        return this;
    }

    /// <summary>One of its threads, the main one is 0, with its context switches.</summary>
    public FakeProcess Thread(int index, string name, long voluntary = 10, long involuntary = 2) => ThreadStatus(
        index,
        FormattableString.Invariant($"Name:\t{name}\nState:\tS (sleeping)\nThreads:\t1\nvoluntary_ctxt_switches:\t{voluntary}\nnonvoluntary_ctxt_switches:\t{involuntary}\n"));

    /// <summary>One of its threads with a <c>status</c> as given.</summary>
    public FakeProcess ThreadStatus(int index, string status)
    {
        _ = _proc.Text(string.Create(CultureInfo.InvariantCulture, $"{_pid}/task/{_pid + index}/status"), status);
        return this;
    }

    public FakeProcess Storage(long readBytes, long writtenBytes) => Write(
        "io",
        string.Create(CultureInfo.InvariantCulture, $"rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: {readBytes}\nwrite_bytes: {writtenBytes}\ncancelled_write_bytes: 0\n"));

    /// <summary>The groups that it is in, one a line: <c>0::/a</c>, <c>4:memory:/a</c>.</summary>
    public FakeProcess Groups(params string[] lines) => Write("cgroup", string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Whoever reads the file waits for ever, as for a lock that nobody gives back: a pipe that nobody writes to.</summary>
    public FakeProcess Hangs(string name)
    {
        _ = Without(name);
        _ = _pipes.Add(name);
        FakePipe.Make(PathOf(name));
        return this;
    }

    /// <summary>Another process now has its id.</summary>
    public FakeProcess Reused() => Stat(startTicks: Id.StartTicks + 5000);

    public FakeProcess Descriptor(string target, int times = 1)
    {
        for (var index = 0; index < times; index++)
        {
            var link = PathOf(string.Create(CultureInfo.InvariantCulture, $"fd/{_descriptors++}"));
            _ = File.CreateSymbolicLink(link, target);
        }

        return this;
    }

    public FakeProcess Connection(long inode, string local, string remote, int state = 1)
    {
        _ = Descriptor(string.Create(CultureInfo.InvariantCulture, $"socket:[{inode}]"));
        _ = _proc.Socket(inode, local, remote, state);
        return this;
    }

    /// <summary>A socket of UDP; without a peer it is bound only.</summary>
    public FakeProcess Datagram(long inode, string local, string? remote = null)
    {
        var none = local.StartsWith('[') ? "[::]:0" : "0.0.0.0:0";
        _ = Descriptor(string.Create(CultureInfo.InvariantCulture, $"socket:[{inode}]"));
        _ = _proc.Socket(inode, local, remote ?? none, remote is null ? 7 : 1, "udp");
        return this;
    }

    /// <summary>A unix socket; without a path it is unnamed.</summary>
    public FakeProcess UnixSocket(long inode, string path = "")
    {
        _ = Descriptor(string.Create(CultureInfo.InvariantCulture, $"socket:[{inode}]"));
        _ = _proc.UnixSocket(inode, path);
        return this;
    }

    public FakeProcess Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    public FakeProcess Without(string name)
    {
        File.Delete(PathOf(name));
        return this;
    }

    public void Vanish() => _proc.Gone(_pid);

    /// <summary>A line of the table of processes; of it state, parent, faults, processor time and start are read.</summary>
    public static string StatLine(
        int pid, int parent, char state, long startTicks, string name, long userTicks = 5, long systemTicks = 6, long minorFaults = 1, long majorFaults = 3) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{pid} ({name}) {state} {parent} {pid} {pid} 0 -1 4194304 {minorFaults} 0 {majorFaults} 0 {userTicks} {systemTicks} 0 0 20 0 1 0 {startTicks} 1000 10 18446744073709551615 0 0\n");

    public void WriteSockets()
    {
        foreach (var table in (string[])["tcp", "tcp6", "udp", "udp6", "unix"])
        {
            // Whoever wrote to a pipe would wait for a reader.
            if (!_pipes.Contains("net/" + table))
            {
                _ = Write("net/" + table, _proc.SocketTable(table));
            }
        }
    }
}
