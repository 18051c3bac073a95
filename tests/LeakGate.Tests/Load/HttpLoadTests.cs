using LeakGate.Observation.Load;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Plans.Templates;
using Shouldly;
using Xunit;
using static LeakGate.Tests.Load.LoadPlans;

namespace LeakGate.Tests.Load;

public sealed class HttpLoadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_block_sends_the_exact_proportions_and_ends_with_nothing_in_flight()
    {
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(MixOf(Post("/a", "x", 5), Get("/b", 3), Get("/never", 0)), server.Url, TimeProvider.System);

        var result = await load.RunAsync(new LoadOrder(800), Cancel);

        result.Planned.ShouldBe([500, 300, 0]);
        result.Completed.ShouldBe([500, 300, 0]);
        result.Failed.ShouldBe([0, 0, 0]);
        result.Errors.ShouldBeEmpty();
        result.Latency[0]!.P50.ShouldBeGreaterThan(0);
        result.Latency[0]!.P50.ShouldBeLessThanOrEqualTo(result.Latency[0]!.P99);
        result.Latency[2].ShouldBeNull();
        (result.Aborted, result.DeadlinePassed).ShouldBe((null, false));
        load.Progress.InFlight.ShouldBe(0);
        (load.Progress.Sent, load.Progress.Completed, load.Progress.BlockPlanned, load.Progress.BlockEnded).ShouldBe((800, 800, 800, 800));
        server.Requests.CountBy(request => request.Target).ShouldBe([new("/a", 500), new("/b", 300)], ignoreOrder: true);
    }

    [Fact]
    public async Task Connections_are_all_opened_before_the_first_request_and_kept_for_the_whole_run()
    {
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(MixOf(Get("/")) with { Concurrency = 7 }, server.Url, TimeProvider.System);

        var opened = new List<long>();
        foreach (var requests in (int[])[2, 500, 1, 500])
        {
            opened.Add((await load.RunAsync(new LoadOrder(requests), Cancel)).ConnectionsOpened);
            server.Connections.ShouldBe(7);
        }

        opened.ShouldBe([7, 0, 0, 0]);
        server.Requests.Count.ShouldBe(1003);
    }

    [Fact]
    public async Task As_many_requests_are_in_flight_as_there_are_connections_and_progress_shows_it()
    {
        var release = new TaskCompletionSource();
        await using var server = new LoopbackServer(async (_, ended) =>
        {
            await release.Task.WaitAsync(ended);
            return new Answer();
        });
        await using var load = new HttpLoad(MixOf(Get("/a"), Get("/b")) with { Concurrency = 6 }, server.Url, TimeProvider.System);

        var running = load.RunAsync(new LoadOrder(20), Cancel);
        await server.WhenReceived(6);

        (load.Progress.Sent, load.Progress.InFlight, load.Progress.Completed).ShouldBe((6, 6, 0));
        (load.Progress.SentOf(0), load.Progress.SentOf(1)).ShouldBe((3, 3));
        running.IsCompleted.ShouldBeFalse();
        await Should.ThrowAsync<InvalidOperationException>(() => load.RunAsync(new LoadOrder(1), Cancel));

        release.SetResult();
        (await Ended(running)).Completed.ShouldBe([10, 10]);
        load.Progress.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_request_is_sent_byte_for_byte_as_it_was_planned()
    {
        await using var server = new LoopbackServer();
        var plan = MixOf(new RequestPlan
        {
            Name = "everything",
            Method = "PATCH",
            Path = "/api/{{seq}}?q={{int 7 7}}&a=ä",
            Headers = new Dictionary<string, Secret> { ["X-Key"] = new("k{{n}}-ß"), ["Content-Type"] = new("text/{{pick csv}}"), ["Accept"] = new("*/*") },
            Body = """{"a":{"b":"{{text 5}}"}}""",
        });
        await using var load = new HttpLoad(plan, new Uri(server.Url, "/base/"), TimeProvider.System);

        await load.RunAsync(new LoadOrder(2), Cancel);

        var second = server.Requests.Single(request => request.Headers["X-Key"] == "k2-ß");
        second.Method.ShouldBe("PATCH");
        second.Target.ShouldBe("/base/api/2?q=7&a=%C3%A4");
        second.Headers["Content-Type"].ShouldBe("text/csv");
        second.Headers["Accept"].ShouldBe("*/*");
        second.Headers["User-Agent"].ShouldBe("leakgate");
        // Its one placeholder is the fifth of the request.
        second.Body.ShouldBe(Template.Parse("""{"a":{"b":"{{text 5}}"}}""").RenderText(new TemplateContext(1, 0, 2, 2, FirstPosition: 4)));
    }

    [Theory]
    [InlineData("""{"a":1}""", "application/json")]
    [InlineData(" [1]", "application/json")]
    [InlineData("a=1", "text/plain; charset=utf-8")]
    public async Task A_body_without_a_type_gets_the_one_it_looks_like(string body, string type)
    {
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(MixOf(Post("/", body)), server.Url, TimeProvider.System);

        await load.RunAsync(new LoadOrder(1), Cancel);

        server.Requests.Single().Headers["Content-Type"].ShouldBe(type);
        server.Requests.Single().Body.ShouldBe(body);
    }

    [Fact]
    public async Task A_path_with_two_slashes_does_not_leave_the_target()
    {
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(MixOf(Get("//elsewhere.invalid/x")), server.Url, TimeProvider.System);

        (await load.RunAsync(new LoadOrder(1), Cancel)).Completed.ShouldBe([1]);

        server.Requests.Single().Target.ShouldBe("//elsewhere.invalid/x");
    }

    [Fact]
    public async Task Redirects_are_answers_and_cookies_are_not_kept()
    {
        await using var server = new LoopbackServer(_ => new Answer(302, Headers: "Location: /elsewhere\r\nSet-Cookie: id=1\r\n"));
        await using var load = new HttpLoad(MixOf(Get("/")), server.Url, TimeProvider.System);

        (await load.RunAsync(new LoadOrder(20), Cancel)).Completed.ShouldBe([20]);

        server.Requests.Count.ShouldBe(20);
        server.Requests.ShouldAllBe(request => request.Target == "/" && !request.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task An_empty_block_sends_nothing()
    {
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(MixOf(Get("/")), server.Url, TimeProvider.System);

        (await load.RunAsync(new LoadOrder(0), Cancel)).Completed.ShouldBe([0]);

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void A_plan_that_cannot_be_sent_is_refused_before_anything_starts()
    {
        var url = new Uri("http://127.0.0.1:9/");
        HttpLoad Make(LoadPlan plan, Uri? to = null) => new(plan, to ?? url, TimeProvider.System);
        RequestPlan With(string header, string value) => Get("/") with { Headers = new Dictionary<string, Secret> { [header] = new(value) } };

        Should.Throw<ArgumentException>(() => Make(MixOf(Get("/", 0))));
        Should.Throw<ArgumentException>(() => Make(MixOf(Get("/")) with { Concurrency = 0 }));
        Should.Throw<ArgumentException>(() => Make(MixOf(Get("/")) with { Concurrency = 1025 }));
        Should.Throw<ArgumentException>(() => Make(MixOf(Get("/")) with { Rate = 0 }));
        Should.Throw<ArgumentException>(() => Make(MixOf(Get("/")) with { Rate = double.NaN }));
        Should.Throw<ArgumentException>(() => Make(MixOf(Get("/")) with { Timeout = TimeSpan.Zero }));
        Should.Throw<ArgumentException>(() => Make(MixOf(Get("/")), new Uri("ftp://127.0.0.1/")));
        Should.Throw<ArgumentException>(() => Make(MixOf(With("Content-Length", "1"))));
        Should.Throw<ArgumentException>(() => Make(MixOf(With("Content-Type", "a/b"))));
        Should.Throw<ArgumentException>(() => Make(MixOf(With("not a name", "x"))));
        Should.Throw<TemplateException>(() => Make(MixOf(With("X-Token", "{{hunter2}}")))).Message.ShouldNotContain("hunter2");
        Should.Throw<TemplateException>(() => Make(MixOf(Get("/{{seq"))));
    }
}
