using LeakGate.Observation.Load;
using Shouldly;
using Xunit;
using static LeakGate.Tests.Load.LoadPlans;

namespace LeakGate.Tests.Load;

public sealed class HttpLoadPacingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rate_sends_each_request_when_it_is_due_and_none_before()
    {
        var time = new SteppedTime();
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(MixOf(Get("/")) with { Rate = 10 }, server.Url, time);

        var running = load.RunAsync(new LoadOrder(12), Cancel);
        for (var sent = 1; sent < 12; sent++)
        {
            await server.WhenReceived(sent);
            // Each of the four connections waits for one of the next requests.
            await time.WhenWaited(Math.Min(sent + 3, 11));
            load.Progress.Sent.ShouldBe(sent);
            time.Advance(TimeSpan.FromMilliseconds(99));
            load.Progress.Sent.ShouldBe(sent);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var result = await Ended(running);
        result.Completed.ShouldBe([12]);
        result.Elapsed.ShouldBe(TimeSpan.FromSeconds(1.1));
    }

    [Fact]
    public async Task A_stall_of_the_target_counts_in_the_latency_of_the_requests_that_were_due_meanwhile()
    {
        var time = new SteppedTime();
        var release = new TaskCompletionSource();
        await using var server = new LoopbackServer(async (_, ended) =>
        {
            await release.Task.WaitAsync(ended);
            return new Answer();
        });
        await using var load = new HttpLoad(MixOf(Get("/")) with { Rate = 10, Concurrency = 1 }, server.Url, time);

        var running = load.RunAsync(new LoadOrder(10), Cancel);
        await server.WhenReceived(1);
        time.Advance(TimeSpan.FromSeconds(1));
        release.SetResult();
        var latency = (await Ended(running)).Latency[0]!;

        // Due at 0.0, 0.1 … 0.9 s and all answered at 1.0 s: 1000, 900 … 100 ms. Quantiles are within 1/128.
        latency.Max.ShouldBe(1000);
        latency.P50.ShouldBe(500, 500.0 / 128);
        latency.P95.ShouldBe(1000, 1000.0 / 128);
    }

    [Fact]
    public async Task What_is_due_after_the_deadline_is_not_waited_for()
    {
        var time = new SteppedTime();
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(MixOf(Get("/")) with { Rate = 1 }, server.Url, time);

        var running = load.RunAsync(new LoadOrder(1000, Deadline: TimeSpan.FromSeconds(2)), Cancel);
        await server.WhenReceived(1);
        await time.WhenWaited(1);
        time.Advance(TimeSpan.FromSeconds(1));
        var result = await Ended(running);

        result.DeadlinePassed.ShouldBeTrue();
        result.Planned.ShouldBe([1000]);
        result.Completed.ShouldBe([2]);
    }

    [Fact]
    public async Task A_target_that_fails_everything_ends_a_paced_block_though_later_requests_are_not_due_yet()
    {
        var time = new SteppedTime();
        await using var server = new LoopbackServer(_ => new Answer(Reset: true));
        await using var load = new HttpLoad(MixOf(Post("/", "x")) with { Rate = 1000 }, server.Url, time);

        var running = load.RunAsync(new LoadOrder(1_000_000), Cancel);
        await time.WhenWaited(4);
        // Due by now are the first fifty; time stands still from here on.
        time.Advance(TimeSpan.FromMilliseconds(49));
        var result = await Ended(running);

        result.Aborted.ShouldBe("connection reset");
        result.Failed.ShouldBe([50]);
        server.Requests.Count.ShouldBe(50);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_the_next_request()
    {
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(MixOf(Get("/")) with { Rate = 0.001 }, server.Url, TimeProvider.System);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var running = load.RunAsync(new LoadOrder(10), cancel.Token);
        await server.WhenReceived(1);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Ended(running));
    }
}
