using System.Diagnostics;
using LeakGate.Observation.Load;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;
using static LeakGate.Tests.Load.LoadPlans;

namespace LeakGate.Tests.Load;

public sealed class HttpLoadFailureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_503_and_404_is_counted_as_a_failure_of_its_kind_and_its_request()
    {
        await using var server = new LoopbackServer(request => new Answer(request.Target switch { "/busy" => 503, "/none" => 404, _ => 204 }, Body: ""));
        await using var load = new HttpLoad(MixOf(Get("/busy", 3), Get("/none", 1), Get("/fine", 4)), server.Url, TimeProvider.System);

        var result = await load.RunAsync(new LoadOrder(400), Cancel);

        result.Completed.ShouldBe([0, 0, 200]);
        result.Failed.ShouldBe([150, 50, 0]);
        result.Errors.ShouldBe([new("status 404", 50), new("status 503", 150)], ignoreOrder: true);
        result.Latency.Select(latency => latency is null).ShouldBe([true, true, false]);
        result.Aborted.ShouldBeNull();
        server.Connections.ShouldBe(4);
    }

    [Fact]
    public async Task A_request_without_an_answer_times_out_and_the_others_go_on()
    {
        var time = new FakeTimeProvider();
        var stuck = new TaskCompletionSource();
        await using var server = new LoopbackServer(async (request, ended) =>
        {
            if (request.Target == "/3")
            {
                stuck.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended);
            }

            return new Answer();
        });
        await using var load = new HttpLoad(MixOf(Get("/{{seq}}")) with { Concurrency = 1, Timeout = TimeSpan.FromSeconds(5) }, server.Url, time);

        var running = load.RunAsync(new LoadOrder(6), Cancel);
        await stuck.Task.WaitAsync(LoopbackServer.Patience, TimeProvider.System, Cancel);
        time.Advance(TimeSpan.FromSeconds(4.9));
        load.Progress.Failed.ShouldBe(0);
        time.Advance(TimeSpan.FromSeconds(0.2));
        var result = await Ended(running);

        result.Completed.ShouldBe([5]);
        result.Failed.ShouldBe([1]);
        result.Errors.ShouldHaveSingleItem().ShouldBe(new("timeout", 1));
        result.ConnectionsOpened.ShouldBe(2);
    }

    [Theory]
    [InlineData("GET", null, true, "connection reset")]
    [InlineData("GET", null, false, "connection closed")]
    [InlineData("POST", null, false, "connection closed")]
    [InlineData("POST", "body", true, "connection reset")]
    [InlineData("POST", "body", false, "connection closed")]
    public async Task The_target_never_gets_more_requests_than_are_counted(string method, string? body, bool reset, string kind)
    {
        var number = 0;
        await using var server = new LoopbackServer(_ =>
            Interlocked.Increment(ref number) % 2 != 0 ? new Answer() : reset ? new Answer(Reset: true) : new Answer(Raw: "", Close: true));
        var request = Get("/") with { Method = method, Body = body };
        await using var load = new HttpLoad(MixOf(request) with { Concurrency = 1 }, server.Url, TimeProvider.System);

        var result = await Ended(load.RunAsync(new LoadOrder(40), Cancel));

        server.Requests.Count.ShouldBe(40);
        result.Completed.ShouldBe([20]);
        result.Errors.ShouldHaveSingleItem().ShouldBe(new(kind, 20));
    }

    [Fact]
    public async Task An_answer_may_end_with_its_connection()
    {
        await using var server = new LoopbackServer(_ => new Answer(Raw: "HTTP/1.1 200 OK\r\n\r\nuntil the end", Close: true));
        await using var load = new HttpLoad(MixOf(Get("/")), server.Url, TimeProvider.System);

        (await Ended(load.RunAsync(new LoadOrder(40), Cancel))).Completed.ShouldBe([40]);

        server.Requests.Count.ShouldBe(40);
    }

    [Fact]
    public async Task A_target_that_answers_nothing_at_all_ends_the_block_after_fifty_time_outs()
    {
        await using var server = new LoopbackServer(async (_, ended) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended);
            return new Answer();
        });
        await using var load = new HttpLoad(
            MixOf(Get("/")) with { Concurrency = 1, Timeout = TimeSpan.FromMilliseconds(20) }, server.Url, TimeProvider.System);

        var result = await Ended(load.RunAsync(new LoadOrder(1_000_000), Cancel));

        result.Aborted.ShouldBe("timeout");
        result.Failed.ShouldBe([50]);
        result.Errors.ShouldHaveSingleItem().ShouldBe(new("timeout", 50));
    }

    [Fact]
    public async Task A_server_that_closes_after_every_answer_is_served_and_its_connections_are_told()
    {
        await using var server = new LoopbackServer(_ => new Answer(Headers: "Connection: close\r\n", Close: true));
        await using var load = new HttpLoad(MixOf(Get("/"), Post("/", "body")), server.Url, TimeProvider.System);

        var result = await load.RunAsync(new LoadOrder(200), Cancel);

        result.Completed.ShouldBe([100, 100]);
        result.Errors.ShouldBeEmpty();
        result.ConnectionsOpened.ShouldBe(server.Connections);
        server.Connections.ShouldBe(200);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("Connection: keep-alive\r\n", false)]
    public async Task An_answer_of_http_1_0_is_the_last_of_its_connection_unless_it_says_otherwise(string header, bool last)
    {
        // It never closes: a request that came on a connection whose end was announced would be answered, and seen.
        await using var server = new LoopbackServer(_ => new Answer(Raw: $"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n{header}\r\nok"));
        await using var load = new HttpLoad(MixOf(Get("/"), Post("/", "body")), server.Url, TimeProvider.System);

        var result = await Ended(load.RunAsync(new LoadOrder(200), Cancel));

        result.Completed.ShouldBe([100, 100]);
        result.Errors.ShouldBeEmpty();
        server.Connections.ShouldBe(last ? 200 : 4);
    }

    [Fact]
    public async Task A_server_of_http_1_0_that_closes_late_loses_no_request()
    {
        await using var server = new LoopbackServer(_ => new Answer(Raw: "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", Close: true));
        await using var load = new HttpLoad(MixOf(Get("/")) with { Concurrency = 8 }, server.Url, TimeProvider.System);

        var result = await Ended(load.RunAsync(new LoadOrder(4000), Cancel));

        result.Completed.ShouldBe([4000]);
        result.Errors.ShouldBeEmpty();
        server.Requests.Count.ShouldBe(4000);
    }

    [Fact]
    public async Task Connections_that_were_closed_while_idle_are_opened_again_without_a_failure()
    {
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(MixOf(Get("/")), server.Url, TimeProvider.System);
        await Ended(load.RunAsync(new LoadOrder(40), Cancel));

        server.CloseIdle();
        var result = await Ended(load.RunAsync(new LoadOrder(40), Cancel));

        result.Completed.ShouldBe([40]);
        result.Errors.ShouldBeEmpty();
        result.ConnectionsOpened.ShouldBe(4);
    }

    [Fact]
    public async Task Resets_and_broken_answers_are_counted_by_kind()
    {
        await using var server = new LoopbackServer(request => request.Target switch
        {
            "/reset" => new Answer(Reset: true),
            "/short" => new Answer(Raw: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", Close: true),
            "/noise" => new Answer(Raw: "this is no HTTP\r\n\r\n", Close: true),
            _ => new Answer(),
        });
        await using var load = new HttpLoad(
            MixOf(Post("/reset", "x"), Get("/short"), Get("/noise"), Get("/fine", 3)) with { Concurrency = 1 }, server.Url, TimeProvider.System);

        var result = await load.RunAsync(new LoadOrder(60), Cancel);

        result.Completed.ShouldBe([0, 0, 0, 30]);
        result.Failed.ShouldBe([10, 10, 10, 0]);
        result.Errors.ShouldBe([new("connection closed", 10), new("connection reset", 10), new("invalid response", 10)], ignoreOrder: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_target_that_dies_ends_the_block_early_and_the_result_says_why(int concurrency)
    {
        LoopbackServer? dying = null;
        await using var server = dying = new LoopbackServer(request =>
        {
            if (request.Target == "/500")
            {
                dying!.Die();
            }

            return new Answer();
        });
        await using var load = new HttpLoad(MixOf(Get("/{{seq}}")) with { Concurrency = concurrency }, server.Url, TimeProvider.System);

        var result = await load.RunAsync(new LoadOrder(1_000_000), Cancel);

        result.Aborted.ShouldBe("connection refused");
        result.Planned.ShouldBe([1_000_000]);
        // Of what was sent before the death, one request a connection may have been cut off; the last 50 all were.
        result.Completed[0].ShouldBeInRange(500 - concurrency, server.Requests.Count - 1);
        result.Failed[0].ShouldBeGreaterThanOrEqualTo(50);
        result.Errors.Values.Sum().ShouldBe(result.Failed[0]);
        result.Errors["connection refused"].ShouldBeGreaterThanOrEqualTo(50 - concurrency);
        load.Progress.Sent.ShouldBe(result.Completed[0] + result.Failed[0]);
        load.Progress.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_target_that_was_never_there_ends_the_block_after_fifty_refusals()
    {
        Uri url;
        await using (var gone = new LoopbackServer())
        {
            url = gone.Url;
        }

        await using var load = new HttpLoad(MixOf(Get("/")) with { Concurrency = 1 }, url, TimeProvider.System);

        var result = await load.RunAsync(new LoadOrder(10_000), Cancel);

        result.Aborted.ShouldBe("connection refused");
        result.Failed.ShouldBe([50]);
        result.Completed.ShouldBe([0]);
        result.ConnectionsOpened.ShouldBe(0);
    }

    [Fact]
    public async Task A_deadline_stops_the_sending_and_waits_for_what_is_in_flight()
    {
        var time = new FakeTimeProvider();
        var release = new TaskCompletionSource();
        await using var server = new LoopbackServer(async (request, ended) =>
        {
            if (request.Target is "/5" or "/6")
            {
                await release.Task.WaitAsync(ended);
            }

            return new Answer();
        });
        await using var load = new HttpLoad(MixOf(Get("/{{seq}}")) with { Concurrency = 2 }, server.Url, time);

        var running = load.RunAsync(new LoadOrder(100, Deadline: TimeSpan.FromSeconds(3)), Cancel);
        await server.WhenReceived(6);
        time.Advance(TimeSpan.FromSeconds(3));
        running.IsCompleted.ShouldBeFalse();
        release.SetResult();
        var result = await Ended(running);

        result.DeadlinePassed.ShouldBeTrue();
        result.Planned.ShouldBe([100]);
        result.Failed.ShouldBe([0]);
        result.Completed.ShouldBe([6]);
        server.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Cancelling_aborts_what_is_in_flight()
    {
        await using var server = new LoopbackServer(async (_, ended) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended);
            return new Answer();
        });
        await using var load = new HttpLoad(MixOf(Get("/"), Post("/", "x")), server.Url, TimeProvider.System);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var running = load.RunAsync(new LoadOrder(100), cancel.Token);
        await server.WhenReceived(4);
        var since = Stopwatch.GetTimestamp();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Ended(running));
        TestContext.Current.SendDiagnosticMessage("cancelled in {0} ms", Stopwatch.GetElapsedTime(since).TotalMilliseconds);

        (load.Progress.InFlight, load.Progress.Completed, load.Progress.Failed).ShouldBe((0, 0, 4));
    }

    [Fact]
    public async Task Disposing_ends_a_block_that_runs()
    {
        await using var server = new LoopbackServer(async (_, ended) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended);
            return new Answer();
        });
        var load = new HttpLoad(MixOf(Get("/")), server.Url, TimeProvider.System);
        var running = load.RunAsync(new LoadOrder(100), Cancel);
        await server.WhenReceived(4);

        await load.DisposeAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Ended(running));
        await Should.ThrowAsync<ObjectDisposedException>(() => load.RunAsync(new LoadOrder(1), Cancel));
    }
}
