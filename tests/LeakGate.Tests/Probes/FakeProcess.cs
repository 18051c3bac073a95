using System.Globalization;
using LeakGate.Observation.Targets;

namespace LeakGate.Tests.Probes;

/// <summary>One process of a <see cref="FakeProc"/>.</summary>
internal sealed class FakeProcess
{
    private readonly FakeProc _proc;
    private readonly int _pid;
    private int _descriptors;

    public FakeProcess(FakeProc proc, int pid)
    {
        _proc = proc;
        _pid = pid;
        _ = Directory.CreateDirectory(PathOf("fd"));
        _ = Directory.CreateDirectory(PathOf("net"));
        _ = Stat().Name("app").Memory(anonymousKb: 1000).Threads("app");
        WriteSockets();
    }

    public ProcessId Id => new(_pid, 7000 + _pid);

    public string PathOf(string name) => Path.Combine(_proc.Root, _pid.ToString(CultureInfo.InvariantCulture), name);

    public FakeProcess Stat(char state = 'S', long? startTicks = null, string name = "app", long userTicks = 150, long systemTicks = 50) =>
        Write("stat", string.Create(
            CultureInfo.InvariantCulture,
            $"{_pid} ({name}) {state} 1 1 1 0 -1 4194304 1 0 0 0 {userTicks} {systemTicks} 0 0 20 0 1 0 {startTicks ?? Id.StartTicks} 1 1 18446744073709551615\n"));

    public FakeProcess Name(string name) => Write("comm", name + "\n");

    public FakeProcess Memory(long anonymousKb, int threads = 1) => Write(
            "status",
            string.Create(CultureInfo.InvariantCulture, $"Name:\tapp\nState:\tS (sleeping)\nVmSize:\t  {anonymousKb * 4} kB\nVmRSS:\t  {anonymousKb * 2} kB\nRssAnon:\t  {anonymousKb} kB\nVmSwap:\t       8 kB\nThreads:\t{threads}\n"))
        .Write(
            "smaps_rollup",
            string.Create(CultureInfo.InvariantCulture, $"00400000-7fff ---p 00000000 00:00 0    [rollup]\nRss:    {anonymousKb * 2} kB\nPss:    {anonymousKb + 3} kB\nPss_Dirty:   1 kB\nPrivate_Dirty:    {anonymousKb + 5} kB\nAnonymous:    {anonymousKb} kB\n"));

    public FakeProcess Threads(params string[] names)
    {
        for (var index = 0; index < names.Length; index++)
        {
            var folder = PathOf(string.Create(CultureInfo.InvariantCulture, $"task/{_pid + index}"));
            _ = Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "comm"), names[index] + "\n");
        }

        return this;
    }

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

    public void Vanish() => Directory.Delete(PathOf(""), recursive: true);

    public void WriteSockets() => Write("net/tcp", _proc.SocketTable(v6: false)).Write("net/tcp6", _proc.SocketTable(v6: true));
}
