using LeakGate.Findings;
using LeakGate.Samples;
using LeakGate.Series;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Verdicts;

public sealed class HoldersTests
{
    [Fact]
    public void What_the_server_sees_stands_behind_what_the_kernel_sees_with_the_age_of_the_oldest()
    {
        var before = With(("127.0.0.1:5432 ESTABLISHED", 3), ("PostgreSQL: idle, application shop", 2), 4);
        var after = With(("127.0.0.1:5432 ESTABLISHED", 40), ("PostgreSQL: idle, application shop", 39), 71);

        Holders.Of(Resource.DatabaseConnections, before, after).ShouldBe(
        [
            new FindingEvidence("peer", "127.0.0.1:5432 ESTABLISHED", 37),
            new FindingEvidence("server", "PostgreSQL: idle, application shop, oldest 71 s", 37),
        ]);
        Holders.Of(Resource.DatabaseConnections, after, after).ShouldBeEmpty();
        Holders.Of(Resource.RedisConnections, before, after).ShouldBeEmpty();
    }

    private static Block With((string Kind, long Count) peer, (string Kind, long Count) seen, long age) => new()
    {
        Index = 1,
        Stage = Stage.Blocks,
        Completed = [],
        Planned = 0,
        Failed = 0,
        TotalRequests = 0,
        Started = TimeSpan.Zero,
        LoadEnded = TimeSpan.Zero,
        Ended = TimeSpan.Zero,
        Floors = new Dictionary<string, Reading>(),
        Peaks = new Dictionary<string, double>(),
        Details = new Dictionary<string, IReadOnlyDictionary<string, long>>
        {
            [Resource.DatabaseConnections.Column] = new Dictionary<string, long> { [peer.Kind] = peer.Count },
            [Holders.ServerColumn(Resource.DatabaseConnections)] = new Dictionary<string, long> { [seen.Kind] = seen.Count },
            [Holders.ServerAgeColumn(Resource.DatabaseConnections)] = new Dictionary<string, long> { [seen.Kind] = age },
        },
    };
}
