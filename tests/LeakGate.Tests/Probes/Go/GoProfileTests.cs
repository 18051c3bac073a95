using LeakGate.Observation.Probes.Go;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Go;

/// <summary>What pprof of Go 1.19 answers, shortened; and what is no such text.</summary>
public sealed class GoProfileTests
{
    private const string Heap = """
        heap profile: 3: 139264 [12: 9437184] @ heap/1048576
        1: 131072 [1: 131072] @ 0x4f1c05 0x4f1e3b
        #	0x4f1c04	main.hold+0x64	/srv/shop/main.go:27

        # runtime.MemStats
        # Alloc = 5000000
        # TotalAlloc = 7000000
        # HeapAlloc = 4212345
        # HeapSys = 8028160
        # MaxRSS = 12345678

        """;

    private const string Goroutines = """
        goroutine profile: total 5043
        5000 @ 0x43a516 0x4065ad 0x4061a5 0x6b1d45 0x46e081
        # labels: {"user":"a@b"}
        #	0x6b1d44	main.wait+0x24	/srv/shop/main.go:22

        30 @ 0x43a516 0x6b1d45
        #	0x6b1d44	golang.org/x/sync/semaphore.(*Weighted).Acquire+0x24	/go/pkg/mod/golang.org/x/sync@v0.1.0/semaphore/semaphore.go:60
        #	0x6b1d99	main.main.func1+0x24					/srv/shop/main.go:90

        12 @ 0x43a516 0x433c17 0x468409
        #	0x468408	internal/poll.runtime_pollWait+0x88		/usr/lib/go-1.19/src/runtime/netpoll.go:305
        #	0x4b8d51	internal/poll.(*pollDesc).wait+0x31		/usr/lib/go-1.19/src/internal/poll/fd_poll_runtime.go:84
        #	0x6a7aef	net/http.(*conn).serve+0x5cf			/usr/lib/go-1.19/src/net/http/server.go:1991

        1 @ 0x4343b6
        #	0x4343b5	time.Sleep+0x24	time/sleep.go:195
        #	0x6a0000	go.uber.org/zap.flush+0x1	/a folder/zap/flush.go:7

        """;

    [Fact]
    public void The_heap_is_what_all_objects_take_that_were_not_freed() => HeapProfile.Allocated(Heap).ShouldBe(4212345);

    [Theory]
    [InlineData("")]
    [InlineData("<html># HeapAlloc = 1\n")]
    [InlineData("heap profile: 0: 0 [0: 0] @ heap/1048576\n# HeapAlloc = -1\n# HeapAlloc = x\n#  HeapAlloc = 1\n")]
    public void Another_text_is_no_heap(string text) => HeapProfile.Allocated(text).ShouldBeNull();

    [Fact]
    public void Goroutines_are_counted_by_the_first_place_that_is_not_in_gos_own_library()
    {
        var profile = GoroutineProfile.Parse(Goroutines).ShouldNotBeNull();

        profile.Total.ShouldBe(5043);
        profile.Places.ShouldBe(new Dictionary<string, long>
        {
            ["main.wait main.go:22"] = 5000,
            ["golang.org/x/sync/semaphore.(*Weighted).Acquire semaphore.go:60"] = 30,
            ["net/http.(*conn).serve server.go:1991"] = 12,
            ["go.uber.org/zap.flush flush.go:7"] = 1,
        }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("404 page not found")]
    [InlineData("goroutine profile: total many\n")]
    public void Another_text_is_no_goroutines(string text) => GoroutineProfile.Parse(text).ShouldBeNull();

    [Fact]
    public void A_name_without_end_is_cut()
    {
        var name = "main." + new string('x', 10_000);

        GoroutineProfile.Parse($"goroutine profile: total 1\n1 @ 0x1\n#\t0x1\t{name}+0x1\t/a.go:1\n").ShouldNotBeNull().Places.ShouldHaveSingleItem().Key.Length.ShouldBe(200);
    }
}
