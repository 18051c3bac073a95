using LeakGate.Observation.Probes;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Tests.Load;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Proc;

/// <summary>A file that never answers is a gap with the reason, and the run goes on.</summary>
public sealed class HangingReadingTests : IDisposable
{
    private const string NoAnswer = "no answer within 0.2 s";
    private static readonly string[] Counted = ["processes", "threads", "fds", "database_connections", "redis_connections", "connections"];

    private readonly FakeProc _proc = new();
    private readonly List<string> _pipes = [];

    private ProcProbe Probe => field ??= new ProcProbe(new PeerNames(procRoot: _proc.Root), _proc.Root, 900, TimeSpan.FromMilliseconds(200));

    public void Dispose()
    {
        // Whoever still hangs is let go, so that no thread outlives its test.
        _pipes.ForEach(FakePipe.Release);
        _proc.Dispose();
    }

    [Fact]
    public async Task Memory_that_does_not_answer_is_a_gap_and_all_else_is_read()
    {
        Hang("smaps_rollup");

        var floor = await Readings.Floor(Probe, _proc.Tree());

        foreach (var column in MemoryReading.Columns)
        {
            floor.Gap(column).ShouldBe(NoAnswer);
        }

        floor.Value("threads").ShouldBe(1);
        floor.Value("fds").ShouldBe(2);
        Readings.Tick(Probe, _proc.Tree()).Value("rss_anon_bytes").ShouldBe(1000 * 1024);
    }

    [Theory]
    [InlineData("net/tcp")]
    [InlineData("io")]
    public async Task Descriptors_that_do_not_answer_are_a_gap_and_memory_is_read(string file)
    {
        Hang(file);

        var floor = await Readings.Floor(Probe, _proc.Tree());

        foreach (var column in Counted)
        {
            floor.Gap(column).ShouldBe(NoAnswer);
        }

        floor.Value("anonymous_bytes").ShouldBe(1000 * 1024);
        (await Readings.Details(Probe, _proc.Tree())).Details.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("net/unix")]
    [InlineData("net/udp6")]
    [InlineData("task/100/status")]
    public async Task Details_that_do_not_answer_are_missing_and_the_context_switches_a_gap(string file)
    {
        _proc.Process(100).Descriptor("socket:[7]");
        Hang(file);

        var details = await Readings.Details(Probe, _proc.Tree());

        details.Details.ShouldBeEmpty();
        details.Gap("voluntary_context_switches").ShouldBe(NoAnswer);
        details.Gap("involuntary_context_switches").ShouldBe(NoAnswer);
    }

    [Fact]
    public async Task What_hangs_is_not_asked_again_until_it_returns_and_then_it_is()
    {
        Hang("smaps_rollup");
        _ = await Readings.Floor(Probe, _proc.Tree());
        var began = TimeProvider.System.GetTimestamp();

        for (var i = 0; i < 20; i++)
        {
            (await Readings.Floor(Probe, _proc.Tree())).Gap("anonymous_bytes").ShouldBe(NoAnswer);
        }

        // Twenty times the patience would be four seconds.
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(3));

        FakePipe.Release(_pipes[0]);
        _pipes.Clear();
        _proc.Process(100).Without("smaps_rollup").Memory(anonymousKb: 3000);
        await Eventually(async () => (await Readings.Floor(Probe, _proc.Tree())).Readings["anonymous_bytes"].Value == 3000 * 1024);
    }

    [Fact]
    public async Task Kinds_that_do_not_answer_are_missing_and_the_floor_after_them_too()
    {
        Hang("comm");

        (await Readings.Details(Probe, _proc.Tree())).Details.ShouldBeEmpty();
        Probe.Connections.ShouldBeEmpty();
        (await Readings.Floor(Probe, _proc.Tree())).Gap("threads").ShouldBe(NoAnswer);
    }

    [Fact]
    public async Task A_run_that_is_ended_does_not_wait_for_what_hangs()
    {
        Hang("smaps_rollup");
        var patient = new ProcProbe(new PeerNames(procRoot: _proc.Root), _proc.Root, 900, TimeSpan.FromMinutes(5));
        using var end = new CancellationTokenSource();
        var reading = patient.ReadFloorAsync(_proc.Tree(), new ReadingSet(), end.Token).AsTask();

        await end.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading.WaitAsync(LoopbackServer.Patience, TimeProvider.System, TestContext.Current.CancellationToken));
    }

    private void Hang(string name)
    {
        _proc.Process(100).Memory(anonymousKb: 1000).Descriptor("/dev/null", times: 2).Hangs(name);
        _pipes.Add(_proc.Process(100).PathOf(name));
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(LoopbackServer.Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
