using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Proc;

[SupportedOSPlatform("linux")]
public sealed class ProcProbeFaultTests : IDisposable
{
    private static readonly string[] FloorColumns =
    [
        "anonymous_bytes", "private_dirty_bytes", "pss_bytes", "processes", "threads", "fds",
        "database_connections", "redis_connections", "connections",
    ];

    private static readonly string[] TickColumns =
    [
        "rss_anon_bytes", "rss_file_bytes", "rss_shmem_bytes", "rss_bytes", "vms_bytes", "swap_bytes",
        "cpu_seconds", "minor_faults", "major_faults", "threads", "processes", "fds",
    ];

    private static readonly string[] SwitchColumns = ["voluntary_context_switches", "involuntary_context_switches"];

    private readonly FakeProc _proc = new();

    private ProcProbe Probe => field ??= new ProcProbe(new PeerNames(procRoot: _proc.Root), _proc.Root, 900);

    public void Dispose() => _proc.Dispose();

    [Fact]
    public async Task A_target_that_is_gone_is_a_gap_in_every_column()
    {
        _proc.Process(100);
        var tree = _proc.Tree();
        _proc.Process(100).Vanish();

        AllAreGaps(Readings.Tick(Probe, tree), TickColumns, "the target is gone");
        AllAreGaps(await Readings.Floor(Probe, tree), FloorColumns, "the target is gone");
        var details = await Readings.Details(Probe, tree);
        details.Details.ShouldBeEmpty();
        AllAreGaps(details, SwitchColumns, "the target is gone");
        AllAreGaps(Readings.Tick(Probe, new ProcessTree([])), TickColumns, "the target is gone");
    }

    [Fact]
    public async Task A_member_that_is_gone_contributes_nothing()
    {
        _proc.Process(100).Memory(anonymousKb: 1000).Descriptor("/dev/null");
        _proc.Process(101).Memory(anonymousKb: 500).Descriptor("/dev/null");
        var tree = _proc.Tree();
        _proc.Process(101).Vanish();

        var floor = await Readings.Floor(Probe, tree);

        floor.Value("anonymous_bytes").ShouldBe(1000 * 1024);
        floor.Value("processes").ShouldBe(1);
        floor.Value("fds").ShouldBe(1);
    }

    [Fact]
    public async Task Another_process_with_the_same_id_is_not_read_in_its_place()
    {
        _proc.Process(100).Memory(anonymousKb: 1000);
        _proc.Process(101).Memory(anonymousKb: 500).Stat(startTicks: 999_999);

        (await Readings.Floor(Probe, _proc.Tree())).Value("anonymous_bytes").ShouldBe(1000 * 1024);
        Readings.Tick(Probe, _proc.Tree()).Value("processes").ShouldBe(1);
    }

    [Fact]
    public async Task A_zombie_is_a_process_without_memory()
    {
        _proc.Process(100).Memory(anonymousKb: 1000);
        _proc.Process(101).Stat(state: 'Z').Without("smaps_rollup").Write("status", "Name:\tapp\nState:\tZ (zombie)\nThreads:\t1\n");

        var floor = await Readings.Floor(Probe, _proc.Tree());
        var tick = Readings.Tick(Probe, _proc.Tree());

        floor.Value("processes").ShouldBe(2);
        floor.Value("anonymous_bytes").ShouldBe(1000 * 1024);
        tick.Value("rss_anon_bytes").ShouldBe(1000 * 1024);
    }

    [Fact]
    public async Task A_file_that_a_live_process_should_have_is_a_gap_and_not_a_zero()
    {
        _proc.Process(100).Without("smaps_rollup");

        var floor = await Readings.Floor(Probe, _proc.Tree());

        floor.Gap("anonymous_bytes").ShouldEndWith("/100/smaps_rollup: does not exist");
        floor.Value("threads").ShouldBe(1);
    }

    [Theory]
    [InlineData("smaps_rollup", "", "anonymous_bytes", "/100/smaps_rollup: has no line Anonymous:")]
    [InlineData("smaps_rollup", "Anonymous:  lots kB\nPss: 1 kB\nPrivate_Dirty: 1 kB\n", "anonymous_bytes", "/100/smaps_rollup: Anonymous: is no number: 'lots kB'")]
    [InlineData("smaps_rollup", "Anonymous:  12 MB\n", "anonymous_bytes", "/100/smaps_rollup: Anonymous: is no number: '12 MB'")]
    [InlineData("smaps_rollup", "Anonymous:  -12 kB\n", "anonymous_bytes", "/100/smaps_rollup: Anonymous: is no number: '-12 kB'")]
    [InlineData("smaps_rollup", "Anonymous:  99999999999999999999999 kB\n", "anonymous_bytes", "/100/smaps_rollup: Anonymous: is no number: '99999999999999999999999 kB'")]
    [InlineData("status", "\0\u0001\u001b[31m\n", "threads", "/100/status: has no line Threads:")]
    [InlineData("stat", "100 (app", "processes", "/100/stat: is no stat line: '100 (app'")]
    [InlineData("stat", "100 (app) S 1 2 3", "fds", "/100/stat: has fewer than 22 fields")]
    [InlineData("net/tcp", "heading\n 0: rubbish\n", "connections", "/100/net/tcp: no socket: ' 0: rubbish'")]
    public async Task Garbage_is_a_gap_that_names_the_file_and_what_was_wrong(string file, string text, string column, string gap)
    {
        _proc.Process(100).Write(file, text);

        (await Readings.Floor(Probe, _proc.Tree())).Gap(column).ShouldEndWith(gap);
    }

    [Fact]
    public void Garbage_in_status_is_a_gap_of_the_cheap_columns_alone()
    {
        _proc.Process(100).Write("status", "State:\tS\nThreads:\t2\nVmRSS:\tx kB\nVmSize:\t1 kB\nVmSwap:\t0 kB\n");

        var tick = Readings.Tick(Probe, _proc.Tree());

        tick.Gap("rss_bytes").ShouldEndWith("/100/status: VmRSS: is no number: 'x kB'");
        tick.Gap("rss_anon_bytes").ShouldEndWith("/100/status: has no line RssAnon:");
        tick.Value("threads").ShouldBe(2);
        tick.Value("cpu_seconds").ShouldBe(200 / ProcCalls.TicksPerSecond);
    }

    [Fact]
    public async Task A_descriptor_that_is_no_number_is_a_gap()
    {
        _ = _proc.Process(100).Write("fd/x", "");

        (await Readings.Floor(Probe, _proc.Tree())).Gap("fds").ShouldEndWith("/100/fd: an entry is no number: 'x'");
    }

    [Fact]
    public void What_may_not_be_read_is_a_gap_with_the_file_and_the_reason()
    {
        _proc.Process(100).Memory(anonymousKb: 1000);
        File.SetUnixFileMode(_proc.Process(100).PathOf("smaps_rollup"), UnixFileMode.None);
        File.SetUnixFileMode(_proc.Process(100).PathOf("fd"), UnixFileMode.None);
        File.SetUnixFileMode(_proc.Root, (UnixFileMode)0b111_101_101);

        var floor = new ReadingSet();
        var here = new ProcProbe(new PeerNames(procRoot: _proc.Root), _proc.Root, 900, Timeout.InfiniteTimeSpan);
        AsNobody(() => here.ReadFloorAsync(_proc.Tree(), floor, CancellationToken.None).AsTask().IsCompletedSuccessfully.ShouldBeTrue());
        File.SetUnixFileMode(_proc.Process(100).PathOf("fd"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        floor.Gap("anonymous_bytes").ShouldEndWith("/100/smaps_rollup: permission denied");
        floor.Gap("fds").ShouldEndWith("/100/fd: permission denied");
        floor.Gap("database_connections").ShouldEndWith("/100/fd: permission denied");
        floor.Value("threads").ShouldBe(1);
    }

    [Fact]
    public async Task A_process_that_is_gone_between_two_readings_or_has_its_id_reused_leaves_the_target_gone()
    {
        _proc.Process(100).Memory(anonymousKb: 1000);
        var tree = _proc.Tree();
        (await Readings.Floor(Probe, tree)).Value("anonymous_bytes").ShouldBe(1000 * 1024);

        _proc.Process(100).Reused();

        AllAreGaps(Readings.Tick(Probe, tree), TickColumns, "the target is gone");
        AllAreGaps(await Readings.Floor(Probe, tree), FloorColumns, "the target is gone");
    }

    [Fact]
    public async Task What_was_read_from_and_written_to_storage_is_summed_where_the_kernel_counts_it()
    {
        _proc.Process(100).Storage(readBytes: 4096, writtenBytes: 8192);
        _proc.Process(101).Storage(readBytes: 1, writtenBytes: 2);
        var floor = await Readings.Floor(Probe, _proc.Tree());
        (floor.Value("io_read_bytes"), floor.Value("io_write_bytes")).ShouldBe((4097, 8194));

        _proc.Process(101).Write("io", "read_bytes: x\nwrite_bytes: 3\n");
        (await Readings.Floor(Probe, _proc.Tree())).Gap("io_read_bytes").ShouldEndWith("/101/io: read_bytes: is no number: 'x'");

        _proc.Process(100).Without("io");
        _proc.Process(101).Without("io");
        (await Readings.Floor(Probe, _proc.Tree())).Readings.Keys.ShouldBe(FloorColumns, ignoreOrder: true);
    }

    [Fact]
    public async Task Context_switches_that_are_no_number_are_a_gap_and_where_the_kernel_counts_none_there_is_no_column()
    {
        _proc.Process(100).ThreadStatus(0, "Name:\tapp\nvoluntary_ctxt_switches:\tmany\nnonvoluntary_ctxt_switches:\t4\n");
        var details = await Readings.Details(Probe, _proc.Tree());
        details.Gap("voluntary_context_switches").ShouldEndWith("/100/task/100/status: voluntary_ctxt_switches: is no number: 'many'");
        details.Value("involuntary_context_switches").ShouldBe(4);

        _proc.Process(100).ThreadStatus(0, "Name:\tapp\n");
        details = await Readings.Details(Probe, _proc.Tree());
        details.Readings.ShouldBeEmpty();
        details.Details["threads"].ShouldBe(new Dictionary<string, long> { ["app"] = 1 });
    }

    [Fact]
    public async Task Threads_that_a_live_process_should_have_leave_its_context_switches_a_gap()
    {
        _proc.Process(100);
        _ = _proc.Gone("100/task");

        (await Readings.Details(Probe, _proc.Tree())).Gap("voluntary_context_switches").ShouldEndWith("/100/task: does not exist");
    }

    [Theory]
    [InlineData("net/unix", "Num\nrubbish\n1: 2 3 4 5 6 nothing\n\n1: 2 3 4 5 6 7x\n")]
    [InlineData("net/udp", "heading\n 0: rubbish\n")]
    [InlineData("net/tcp", "heading\n 0: rubbish\n")]
    public async Task Sockets_of_a_table_that_is_rubbish_stay_sockets(string file, string text)
    {
        _proc.Process(100).Descriptor("socket:[7]", times: 2).Write(file, text);

        (await Readings.Details(Probe, _proc.Tree())).Details["fds"].ShouldBe(new Dictionary<string, long> { ["socket"] = 2 });
    }

    /// <summary>Root reads everything: give up its file rights for this thread only, and take them back.</summary>
    private static void AsNobody(Action act)
    {
        _ = SetFileSystemUser(65534);
        try
        {
            act();
        }
        finally
        {
            _ = SetFileSystemUser(Environment.IsPrivilegedProcess ? 0 : -1);
        }
    }

    private static void AllAreGaps(ReadingSet set, string[] columns, string gap)
    {
        set.Readings.Keys.ShouldBe(columns, ignoreOrder: true);
        set.Readings.Values.ShouldAllBe(reading => reading.Gap == gap);
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileSystemUser(int user);
}
