using LeakGate.EndToEnd.Samples;
using LeakGate.History;
using LeakGate.Runs.Plans;
using Npgsql;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.History;

/// <summary>The contract on a real PostgreSQL, each test in a schema of its own.</summary>
[Collection<SampleTests>]
public sealed class PostgresHistoryTests(SampleServers servers) : HistoryContract
{
    [Fact]
    public async Task A_wrong_password_or_server_is_told_without_the_secret()
    {
        var fault = await Should.ThrowAsync<HistoryException>(() => HistoryPlace.OpenAsync(
            new Secret("Host=127.0.0.1;Port=1;Username=ci;Password=s3cret;Timeout=2"), ".", TestContext.Current.CancellationToken));

        fault.Message.ShouldContain("127.0.0.1");
        fault.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task What_is_no_connection_string_is_refused_without_repeating_it() =>
        (await Should.ThrowAsync<HistoryException>(() => HistoryPlace.OpenAsync(new Secret("postgres://ci:s3cret@db"), ".", TestContext.Current.CancellationToken)))
            .ToString().ShouldNotContain("s3cret");

    protected override async Task<IHistory> EmptyAsync()
    {
        var schema = "h" + Guid.NewGuid().ToString("n");
        await using (var connection = new NpgsqlConnection(servers.Postgres))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("CREATE SCHEMA " + schema, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        return await HistoryPlace.OpenAsync(new Secret(servers.Postgres + ";Search Path=" + schema), ".", TestContext.Current.CancellationToken);
    }
}
