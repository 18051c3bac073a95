using System.Globalization;
using LeakGate.Observation.Load;
using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;
using static LeakGate.Tests.Load.LoadPlans;

namespace LeakGate.Tests.Load;

public sealed class HttpLoadKeyTests
{
    private static readonly LoadPlan Keyed = MixOf(
        Post("/a/{{n}}", """{"k":"{{seq}}","u":"{{uuid}}","v":{{int 1 1000}},"t":"{{text 30}}"}""", 2),
        Get("/b/{{seq}}/{{pick x y z}}") with { Headers = new Dictionary<string, Secret> { ["X-Key"] = new("{{uuid}}") } });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sequence_numbers_count_on_over_blocks_and_requests_and_n_begins_again()
    {
        var blocks = await SentBy(MixOf(Get("/{{seq}}/{{n}}")), new LoadOrder(3), new LoadOrder(2), new LoadOrder(2, Only: 0));

        blocks.ShouldBe([
            ["GET /1/1  ", "GET /2/2  ", "GET /3/3  "],
            ["GET /4/1  ", "GET /5/2  "],
            ["GET /6/1  ", "GET /7/2  "],
        ]);
    }

    [Fact]
    public async Task Two_requests_never_share_a_sequence_number()
    {
        var blocks = await SentBy(MixOf(Get("/{{seq}}"), Get("/{{seq}}", 2)), new LoadOrder(60), new LoadOrder(30, Only: 1), new LoadOrder(30, Only: 0));

        blocks.SelectMany(block => block).ShouldBeUnique();
    }

    [Fact]
    public async Task Frozen_keys_are_those_of_the_latest_block_of_the_mix_byte_for_byte()
    {
        var blocks = await SentBy(Keyed, new LoadOrder(30), new LoadOrder(60), new LoadOrder(60, Frozen: true), new LoadOrder(120, Frozen: true), new LoadOrder(60));

        blocks[2].ShouldBe(blocks[1]);
        blocks[3].ShouldBe(blocks[1].Concat(blocks[1]).Order(StringComparer.Ordinal));
        blocks[4].Intersect(blocks[1], StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 40)]
    [InlineData(1, 20)]
    public async Task A_request_alone_with_frozen_keys_sends_what_it_sent_in_the_mix(int only, int count)
    {
        var blocks = await SentBy(Keyed, new LoadOrder(60), new LoadOrder(count, Only: only, Frozen: true), new LoadOrder(count * 3, Only: only, Frozen: true));

        var own = blocks[0].Where(request => request.Contains(only == 0 ? "/a/" : "/b/", StringComparison.Ordinal)).ToArray();
        blocks[1].ShouldBe(own);
        blocks[2].ShouldBe(own.Concat(own).Concat(own).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_request_alone_goes_round_the_replayed_keys_that_the_mix_has_sent_but_gets_fresh_ones()
    {
        var blocks = await SentBy(MixOf(Get("/{{n}}"), Get("/fresh/{{seq}}")), new LoadOrder(10), new LoadOrder(15, Only: 0), new LoadOrder(15, Only: 1));

        blocks[1].CountBy(request => request).ShouldAllBe(pair => pair.Value == 3);
        blocks[1].Distinct().ShouldBe(["GET /1  ", "GET /2  ", "GET /3  ", "GET /4  ", "GET /5  "]);
        blocks[2].Intersect(blocks[0]).ShouldBeEmpty();
        blocks[2].ShouldBeUnique();
    }

    [Fact]
    public async Task Keys_cannot_be_frozen_before_they_were_sent()
    {
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(MixOf(Get("/"), Get("/other", 0)), server.Url, TimeProvider.System);

        await Should.ThrowAsync<InvalidOperationException>(() => load.RunAsync(new LoadOrder(1, Frozen: true), Cancel));
        await load.RunAsync(new LoadOrder(1), Cancel);
        await Should.ThrowAsync<InvalidOperationException>(() => load.RunAsync(new LoadOrder(1, Only: 1, Frozen: true), Cancel));
        (await load.RunAsync(new LoadOrder(1, Frozen: true), Cancel)).Completed.ShouldBe([1, 0]);
    }

    [Fact]
    public async Task Concurrency_changes_no_byte_of_what_is_sent()
    {
        LoadOrder[] orders = [new(300), new(90, Only: 1), new(300, Frozen: true), new(150)];

        var one = await SentBy(Keyed with { Concurrency = 1 }, orders);
        var many = await SentBy(Keyed with { Concurrency = 16 }, orders);

        many.ShouldBe(one);
    }

    [Fact]
    public async Task Another_seed_sends_other_values()
    {
        var one = await SentBy(Keyed, new LoadOrder(30));
        var other = await SentBy(Keyed with { Seed = 2 }, new LoadOrder(30));

        other[0].Intersect(one[0], StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ru-RU")]
    [InlineData("tr-TR")]
    public async Task The_culture_changes_no_byte_of_what_is_sent(string culture)
    {
        var expected = await SentBy(Keyed, new LoadOrder(1200));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            (await SentBy(Keyed, new LoadOrder(1200))).ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Which_requests_make_fresh_keys_is_known_before_anything_is_sent()
    {
        await using var load = new HttpLoad(
            MixOf(Get("/{{seq}}"), Get("/{{n}}"), Post("/", "{{uuid}}"), Post("/", "{{text 9}}")), new Uri("http://127.0.0.1:9"), TimeProvider.System);

        load.FreshKeys.ShouldBe([true, false, true, false]);
    }

    private static async Task<IReadOnlyList<string[]>> SentBy(LoadPlan plan, params LoadOrder[] orders)
    {
        await using var server = new LoopbackServer();
        await using var load = new HttpLoad(plan, server.Url, TimeProvider.System);
        var blocks = new List<string[]>();
        var seen = 0;
        foreach (var order in orders)
        {
            (await load.RunAsync(order, Cancel)).Completed.Sum().ShouldBe(order.Requests);
            blocks.Add([.. server.Bytes(seen)]);
            seen = server.Requests.Count;
        }

        return blocks;
    }
}
