using System.Globalization;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Proc;

public sealed class ProcProbeTests : IDisposable
{
    private const int Own = 900;
    private readonly FakeProc _proc = new();

    private ProcProbe Probe => field ??= new ProcProbe(new PeerNames(procRoot: _proc.Root), _proc.Root, Own);

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void A_tick_sums_every_cheap_column_over_the_tree()
    {
        _proc.Process(100).Memory(anonymousKb: 1000, threads: 3).Descriptor("/dev/null", times: 4);
        _proc.Process(101).Memory(anonymousKb: 500, threads: 2).Descriptor("pipe:[7]");

        var tick = Readings.Tick(Probe, _proc.Tree());

        tick.Value("rss_anon_bytes").ShouldBe(1500 * 1024);
        tick.Value("rss_bytes").ShouldBe(3000 * 1024);
        tick.Value("rss_file_bytes").ShouldBe(1492 * 1024);
        tick.Value("rss_shmem_bytes").ShouldBe(8 * 1024);
        tick.Value("minor_faults").ShouldBe(140);
        tick.Value("major_faults").ShouldBe(6);
        tick.Value("vms_bytes").ShouldBe(6000 * 1024);
        tick.Value("swap_bytes").ShouldBe(16 * 1024);
        tick.Value("threads").ShouldBe(5);
        tick.Value("processes").ShouldBe(2);
        tick.Value("fds").ShouldBe(5);
        tick.Value("cpu_seconds").ShouldBe(2 * 200 / ProcCalls.TicksPerSecond);
    }

    [Fact]
    public async Task A_floor_sums_the_exact_columns_over_the_tree()
    {
        _proc.Process(100).Memory(anonymousKb: 1000, threads: 3);
        _proc.Process(101).Memory(anonymousKb: 500, threads: 2).Descriptor("/dev/null", times: 6);

        var floor = await Readings.Floor(Probe, _proc.Tree());

        floor.Value("anonymous_bytes").ShouldBe(1500 * 1024);
        floor.Value("private_dirty_bytes").ShouldBe(1510 * 1024);
        floor.Value("pss_bytes").ShouldBe(1506 * 1024);
        floor.Value("threads").ShouldBe(5);
        floor.Value("processes").ShouldBe(2);
        floor.Value("fds").ShouldBe(6);
        floor.Value("connections").ShouldBe(0);
    }

    [Fact]
    public async Task Connections_are_told_apart_by_the_server_behind_them()
    {
        _proc.Process(100)
            .Connection(1, "127.0.0.1:40001", "127.0.0.1:5432")
            .Connection(2, "127.0.0.1:40002", "127.0.0.1:5432", state: 8)
            .Connection(3, "[::ffff:127.0.0.1]:40003", "[::ffff:127.0.0.1]:6379")
            .Connection(4, "10.0.0.1:40004", "10.0.0.9:443")
            .Connection(5, "[2001:db8::1]:40005", "[2001:db8::2]:443");

        var floor = await Readings.Floor(Probe, _proc.Tree());
        var details = await Readings.Details(Probe, _proc.Tree());

        floor.Value("database_connections").ShouldBe(2);
        floor.Value("redis_connections").ShouldBe(1);
        floor.Value("connections").ShouldBe(2);
        details.Details["database_connections"].ShouldBe(new Dictionary<string, long>
        {
            ["127.0.0.1:5432 PostgreSQL ESTABLISHED"] = 1,
            ["127.0.0.1:5432 PostgreSQL CLOSE_WAIT"] = 1,
        }, ignoreOrder: true);
        details.Details["redis_connections"].ShouldBe(new Dictionary<string, long> { ["127.0.0.1:6379 Redis ESTABLISHED"] = 1 });
        details.Details["connections"].Keys.ShouldBe(["10.0.0.9:443 ESTABLISHED", "[2001:db8::2]:443 ESTABLISHED"], ignoreOrder: true);
    }

    [Fact]
    public async Task Listening_and_time_wait_sockets_and_those_of_others_do_not_count()
    {
        _proc.Process(100)
            .Connection(1, "0.0.0.0:5000", "0.0.0.0:0", state: 10)
            .Connection(2, "127.0.0.1:40001", "127.0.0.1:8080", state: 6);
        _proc.Socket(77, "127.0.0.1:40002", "127.0.0.1:5432");

        var floor = await Readings.Floor(Probe, _proc.Tree());

        floor.Value("connections").ShouldBe(0);
        floor.Value("database_connections").ShouldBe(0);
        floor.Value("fds").ShouldBe(2);
    }

    [Fact]
    public async Task Load_connections_of_LeakGate_are_left_out_and_those_of_others_are_one_kind()
    {
        var tree = new ProcessTree([_proc.Process(100).Id]);
        _proc.Process(100)
            .Connection(1, "[::]:5000", "[::]:0", state: 10)
            .Connection(2, "[::ffff:127.0.0.1]:5000", "[::ffff:127.0.0.1]:41001")
            .Connection(3, "[::ffff:127.0.0.1]:5000", "[::ffff:127.0.0.1]:41002")
            .Connection(4, "[::ffff:127.0.0.1]:5000", "[::ffff:127.0.0.1]:41003");
        _proc.Process(Own).Connection(90, "127.0.0.1:41001", "127.0.0.1:5000");

        var floor = await Readings.Floor(Probe, tree);
        var details = await Readings.Details(Probe, tree);

        floor.Value("connections").ShouldBe(2);
        details.Details["connections"].ShouldBe(new Dictionary<string, long> { ["from 127.0.0.1 to :5000 ESTABLISHED"] = 2 });
    }

    [Fact]
    public async Task A_connection_that_the_target_opened_to_LeakGate_counts()
    {
        var tree = new ProcessTree([_proc.Process(100).Id]);
        _proc.Process(100).Connection(1, "127.0.0.1:40001", "127.0.0.1:9999");
        _proc.Process(Own).Connection(90, "127.0.0.1:9999", "127.0.0.1:40001");

        (await Readings.Floor(Probe, tree)).Value("connections").ShouldBe(1);
    }

    [Fact]
    public async Task A_socket_that_a_fork_shares_is_one_connection_and_two_descriptors()
    {
        _proc.Process(100).Connection(1, "127.0.0.1:40001", "127.0.0.1:5432");
        _proc.Process(101).Descriptor("socket:[1]");

        var floor = await Readings.Floor(Probe, _proc.Tree());

        floor.Value("database_connections").ShouldBe(1);
        floor.Value("fds").ShouldBe(2);
    }

    [Fact]
    public async Task A_database_is_known_by_the_name_of_the_process_that_listens()
    {
        var tree = new ProcessTree([_proc.Process(100).Connection(1, "127.0.0.1:40001", "127.0.0.1:15432").Id]);
        _proc.Process(Environment.ProcessId);
        _proc.Process(50).Name("postgres").Connection(500, "0.0.0.0:15432", "0.0.0.0:0", state: 10);

        (await Readings.Floor(Probe, tree)).Value("database_connections").ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_starts_later_is_found_in_the_next_block()
    {
        var tree = new ProcessTree([_proc.Process(100).Connection(1, "127.0.0.1:40001", "127.0.0.1:16379").Id]);
        _proc.Process(Environment.ProcessId);
        (await Readings.Floor(Probe, tree)).Value("connections").ShouldBe(1);

        _proc.Process(50).Name("redis-server").Connection(500, "127.0.0.1:16379", "0.0.0.0:0", state: 10);
        (await Readings.Floor(Probe, tree)).Value("redis_connections").ShouldBe(0);
        _ = await Readings.Details(Probe, tree);

        (await Readings.Floor(Probe, tree)).Value("redis_connections").ShouldBe(1);
    }

    [Fact]
    public async Task Descriptors_of_made_up_names_are_one_kind()
    {
        _proc.Process(100).Descriptor("socket:[5]").Descriptor("pipe:[6]").Descriptor("anon_inode:[eventpoll]").Descriptor("anon_inode:inotify");
        for (var index = 0; index < 2000; index++)
        {
            _proc.Process(100).Descriptor(string.Create(CultureInfo.InvariantCulture, $"/srv/data/leak_{index}.txt (deleted)"));
        }

        var details = await Readings.Details(Probe, _proc.Tree());

        details.Details["fds"].ShouldBe(new Dictionary<string, long>
        {
            ["/srv/data/leak_*.txt"] = 2000,
            ["socket"] = 1,
            ["pipe"] = 1,
            ["eventpoll"] = 1,
            ["inotify"] = 1,
        }, ignoreOrder: true);
        (await Readings.Floor(Probe, _proc.Tree())).Value("fds").ShouldBe(2004);
        Readings.Tick(Probe, _proc.Tree()).Value("fds").ShouldBe(2004);
    }

    [Fact]
    public async Task Beyond_200_kinds_the_smallest_become_other()
    {
        _proc.Process(100).Descriptor("/srv/big", times: 3);
        for (var index = 0; index < 300; index++)
        {
            _proc.Process(100).Descriptor($"/srv/{(char)('a' + (index % 26))}{(char)('a' + (index / 26))}");
        }

        var kinds = (await Readings.Details(Probe, _proc.Tree())).Details["fds"];

        kinds.Count.ShouldBe(201);
        kinds["/srv/big"].ShouldBe(3);
        kinds["other"].ShouldBe(101);
    }

    [Fact]
    public async Task Sockets_that_are_no_TCP_are_told_by_where_they_are_bound_or_connected()
    {
        _proc.Process(100)
            .Connection(1, "127.0.0.1:40001", "127.0.0.1:5432")
            .Connection(2, "0.0.0.0:5000", "0.0.0.0:0", state: 10)
            .UnixSocket(11, "/run/app-1.sock")
            .UnixSocket(12, "/run/app-2.sock")
            .UnixSocket(13)
            .UnixSocket(14, "@/tmp/bus 7")
            .UnixSocket(15, "@0002f")
            .UnixSocket(16, "worker-3.sock")
            .Datagram(21, "10.0.0.1:41000", "10.0.0.2:53")
            .Datagram(22, "10.0.0.1:41001", "10.0.0.2:53")
            .Datagram(23, "[2001:db8::1]:41002", "[2001:db8::2]:53")
            .Datagram(24, "0.0.0.0:5353")
            .Datagram(25, "[::]:5353")
            .Datagram(26, "0.0.0.0:41003")
            .Datagram(27, "0.0.0.0:41004")
            .Descriptor("socket:[99]");
        _proc.UnixSocket(17, "/run/of-another.sock");

        var details = await Readings.Details(Probe, _proc.Tree());

        details.Details["fds"].ShouldBe(new Dictionary<string, long>
        {
            ["socket"] = 3,
            ["unix /run/app-*.sock"] = 2,
            ["unix unnamed"] = 2,
            ["unix @/tmp/bus *"] = 1,
            ["unix worker-*.sock"] = 1,
            ["udp 10.0.0.2:53"] = 2,
            ["udp [2001:db8::2]:53"] = 1,
            ["udp bound to :5353"] = 2,
            ["udp bound to :*"] = 2,
        }, ignoreOrder: true);
        (await Readings.Floor(Probe, _proc.Tree())).Value("fds").ShouldBe(16);
    }

    [Fact]
    public async Task A_unix_socket_that_a_fork_shares_is_two_descriptors_of_its_kind()
    {
        _proc.Process(100).UnixSocket(11, "/run/app.sock");
        _proc.Process(101).Descriptor("socket:[11]");

        (await Readings.Details(Probe, _proc.Tree())).Details["fds"].ShouldBe(new Dictionary<string, long> { ["unix /run/app.sock"] = 2 });
    }

    [Fact]
    public async Task Tables_of_other_sockets_are_not_read_where_TCP_explains_all()
    {
        _proc.Process(100).Hangs("net/unix").Hangs("net/udp").Hangs("net/udp6")
            .Connection(1, "127.0.0.1:40001", "127.0.0.1:5432")
            .Connection(2, "0.0.0.0:5000", "0.0.0.0:0", state: 10);

        (await Readings.Details(Probe, _proc.Tree())).Details["fds"].ShouldBe(new Dictionary<string, long> { ["socket"] = 2 });
    }

    [Fact]
    public async Task A_table_of_UDP_is_not_read_where_unix_sockets_explain_the_rest()
    {
        _proc.Process(100).Hangs("net/udp").Hangs("net/udp6").UnixSocket(11, "/run/app.sock");

        (await Readings.Details(Probe, _proc.Tree())).Details["fds"].ShouldBe(new Dictionary<string, long> { ["unix /run/app.sock"] = 1 });
    }

    [Fact]
    public async Task Context_switches_are_those_of_all_threads_and_go_with_them()
    {
        _proc.Process(100).Thread(0, "app", voluntary: 100, involuntary: 10).Thread(1, "worker-1", voluntary: 20, involuntary: 2);
        _proc.Process(101).Thread(0, "app", voluntary: 3, involuntary: 1);
        var details = await Readings.Details(Probe, _proc.Tree());
        (details.Value("voluntary_context_switches"), details.Value("involuntary_context_switches")).ShouldBe((123, 13));

        _proc.Gone("100/task/101");

        details = await Readings.Details(Probe, _proc.Tree());
        (details.Value("voluntary_context_switches"), details.Value("involuntary_context_switches")).ShouldBe((103, 11));
        (await Readings.Floor(Probe, _proc.Tree())).Readings.Keys.ShouldNotContain("voluntary_context_switches");
    }

    [Fact]
    public async Task Threads_are_counted_by_name()
    {
        _proc.Process(100).Threads("app", ".NET TP Worker", ".NET TP Worker", "worker-17", "worker-18");

        (await Readings.Details(Probe, _proc.Tree())).Details["threads"].ShouldBe(new Dictionary<string, long>
        {
            ["app"] = 1,
            [".NET TP Worker"] = 2,
            ["worker-*"] = 2,
        }, ignoreOrder: true);
    }
}
