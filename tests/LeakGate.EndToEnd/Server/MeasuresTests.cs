using System.Text;
using LeakGate.EndToEnd.Readers;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Targets;
using LeakGate.Server.Measures;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Server;

/// <summary>What <c>/metrics</c> tells of runs while they go on and afterwards.</summary>
[Collection<BusyRuns>]
public sealed class MeasuresTests : IDisposable
{
    private const string Place = "{target=\"it\",branch=\"feature/\\\"x\\\"\",profile=\"quick\"";

    private readonly Workspace _workspace = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Fact]
    public async Task A_run_is_told_while_it_goes_on_then_as_the_last_one_and_one_that_was_lost_is_counted()
    {
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand(SmallServer.Command(url), url);
        await using var serve = await ServeProcess.StartOnBranchAsync(_workspace.Path, "feature/\"x\"");
        var before = await ScrapeAsync(serve);
        var id = await serve.RunAsync("""{"targets":["it"],"profile":"quick"}""");
        var seen = 0;
        await serve.EventsAsync(id, null, kind => kind == "block" && ++seen == 3);
        var during = await ScrapeAsync(serve);
        await serve.BecomesAsync(id, "ended");
        var after = await ScrapeAsync(serve);

        before.ShouldNotContain("leakgate_live_run_info{");
        during.ShouldContain($"leakgate_live_run_info{Place},run=\"{id}\"}} 1\n");
        during.ShouldContain($"leakgate_live_bytes{Place},column=\"rss_bytes\"}} ");
        during.ShouldContain($"leakgate_live_items{Place},column=\"fds\"}} ");
        during.ShouldContain($"leakgate_live_stage{Place}}} ");
        during.ShouldContain($"leakgate_live_failed_requests_total{Place}}} 0\n");
        during.ShouldNotContain("leakgate_last_run_info{");
        after.ShouldNotContain("leakgate_live_run_info{");
        after.ShouldContain($"leakgate_last_run_info{Place},run=\"{id}\"}} 1\n");
        after.ShouldContain($"leakgate_last_run_verdict{Place},verdict=\"clean\"}} 1\n");
        after.ShouldContain($"leakgate_last_run_verdict{Place},verdict=\"leak\"}} 0\n");
        after.ShouldContain("leakgate_margin{target=\"it\",resource=\"descriptors\"} 0.1\n");
        after.ShouldContain("leakgate_server_unrecorded_runs 0\n");

        await ForgetAsync();

        (await ScrapeAsync(serve)).ShouldContain("leakgate_server_unrecorded_runs 1\n");
    }

    [Fact]
    public void A_line_that_is_not_whole_is_read_when_it_is_and_a_damaged_one_harms_no_other()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "run.jsonl");
        var target = new LiveTarget(file);
        File.WriteAllText(file, """{"kind":"sample","t":1,"requests":10,"values":{"fds":3}}""" + "\n" + """{"kind":"sample","t":2,"requ""");
        target.ReadOn();
        target.Sample.ShouldNotBeNull().Requests.ShouldBe(10);

        File.AppendAllText(file, """ests":20,"values":{"fds":4}}""" + "\nnot a record\n" + """{"kind":"stage","t":3,"stage":"pilot"}""" + "\n");
        target.ReadOn();
        target.ReadOn();

        target.Sample.Requests.ShouldBe(20);
        target.Sample.Values["fds"].ShouldBe(4);
        target.Stage.ShouldNotBeNull().Stage.ShouldBe("pilot");
        target.At.ShouldBe(TimeSpan.FromSeconds(3));
    }

    /// <summary>The metrics, which promtool must find nothing to say of.</summary>
    private static async Task<string> ScrapeAsync(ServeProcess serve)
    {
        var text = await serve.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        (await ReaderProcess.ReadAsync("promtool", ["check", "metrics"], Encoding.UTF8.GetBytes(text))).ShouldBeEmpty();
        return text;
    }

    private async Task ForgetAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_workspace.Path, ".leakgate", "history.db")}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM resource; DELETE FROM run";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
