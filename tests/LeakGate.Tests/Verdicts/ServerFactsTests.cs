using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Series;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Verdicts;

public sealed class ServerFactsTests
{
    private const string Keys = "Redis: keys without expiry";

    private static readonly Resource Redis = Resource.RedisConnections;

    [Fact]
    public void Keys_that_grew_are_told_with_the_prefix_that_grew_most()
    {
        var before = With(facts: new() { [Keys] = 1_000, ["Redis: used bytes"] = 1_000_000 }, keys: new() { ["cache:"] = 900, ["session:"] = 100 });
        var after = With(facts: new() { [Keys] = 6_200, ["Redis: used bytes"] = 3_000_000 }, keys: new() { ["cache:"] = 1_000, ["session:"] = 5_200 });

        ServerFacts.Grown(Redis, before, after).ShouldBe(
        [
            new FindingEvidence("server", "Redis: keys without expiry from 1,000 to 6,200, most of those sampled with prefix `session:`", 5_200),
            new FindingEvidence("server", "Redis: used bytes from 977 KiB to 2.86 MiB", 2_000_000),
        ]);
        ServerFacts.Told(Redis, before, after, least: 5_000).ShouldHaveSingleItem().ShouldStartWith(Keys);
        ServerFacts.Told(Redis, before, after, least: 5_200).ShouldBeEmpty();
        ServerFacts.Grown(Redis, after, before).ShouldBeEmpty();
    }

    [Fact]
    public void Connections_and_bytes_are_not_told_without_a_finding()
    {
        var before = With(facts: new() { ["Redis: connections of all programs"] = 1, ["Redis: used bytes"] = 1 });
        var after = With(facts: new() { ["Redis: connections of all programs"] = 1_000, ["Redis: used bytes"] = 1_000_000 });

        ServerFacts.Grown(Redis, before, after).Count().ShouldBe(2);
        ServerFacts.Told(Redis, before, after, least: 0).ShouldBeEmpty();
    }

    [Fact]
    public void An_amount_that_was_not_told_before_did_not_grow() =>
        ServerFacts.Grown(Redis, With(facts: []), With(facts: new() { [Keys] = 5 })).ShouldBeEmpty();

    [Fact]
    public void A_server_that_does_not_answer_is_a_stated_gap_and_what_it_tells_later_is_not_taken_for_growth()
    {
        var silent = With(gap: "Redis does not tell its side: no answer within 5 s");
        var after = With(facts: new() { [Keys] = 5 }, seen: new() { ["Redis: no name"] = 9 }, peers: 9);

        Holders.Of(Redis, silent, after).ShouldBe(
        [
            new FindingEvidence("peer", "127.0.0.1:6379 ESTABLISHED", 9),
            new FindingEvidence("server", "Redis does not tell its side: no answer within 5 s", 0),
        ]);
    }

    [Fact]
    public void A_server_that_tells_its_connections_only_says_so_beside_them()
    {
        var before = With(facts: new() { ["Redis: connections of all programs"] = 1 }, gap: "Redis does not tell its side: NOPERM");
        var after = With(facts: new() { ["Redis: connections of all programs"] = 10 }, gap: "Redis does not tell its side: NOPERM", seen: new() { ["Redis: no name"] = 9 }, peers: 9);

        Holders.Of(Redis, before, after).Select(evidence => evidence.Name).ShouldBe(
        [
            "127.0.0.1:6379 ESTABLISHED",
            "Redis: no name",
            "Redis does not tell its side: NOPERM",
            "Redis: connections of all programs from 1 to 10",
        ]);
    }

    private static Block With(
        Dictionary<string, long>? facts = null, Dictionary<string, long>? keys = null, string? gap = null, Dictionary<string, long>? seen = null, long peers = 0)
    {
        var details = new Dictionary<string, IReadOnlyDictionary<string, long>>();
        Put(Redis.Column, peers > 0 ? new() { ["127.0.0.1:6379 ESTABLISHED"] = peers } : null);
        Put(Holders.ServerColumn(Redis), seen);
        Put(ServerFacts.Column(Redis), facts is { Count: > 0 } ? facts : null);
        Put(ServerFacts.KeyColumn(Redis), keys);
        Put(ServerFacts.GapColumn(Redis), gap is null ? null : new() { [gap] = 1 });
        return new Block
        {
            Index = 1,
            Stage = Stage.Blocks,
            Completed = [],
            Planned = 0,
            TotalRequests = 0,
            Started = TimeSpan.Zero,
            LoadEnded = TimeSpan.Zero,
            Ended = TimeSpan.Zero,
            Floors = new Dictionary<string, Reading>(),
            Details = details,
        };

        void Put(string column, Dictionary<string, long>? kinds)
        {
            if (kinds is not null)
            {
                details[column] = kinds;
            }
        }
    }
}
