using System.Diagnostics;
using System.Text.Json;
using LeakGate.EndToEnd.Notifications;
using LeakGate.EndToEnd.Runs;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Tests.Docs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Server;

/// <summary>Runs that the server starts, follows and stops; the server may be killed meanwhile.</summary>
[Collection<BusyRuns>]
public sealed class ServedRunTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Fact]
    public async Task A_run_is_started_followed_to_its_verdict_and_found_in_the_history()
    {
        Serve();
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        var id = await serve.RunAsync("""{"targets":["it"],"profile":"quick"}""");

        var first = await serve.EventsAsync(id, null, kind => kind == "block");
        var rest = await serve.EventsAsync(id, first[^1].Id, kind => kind == "end");

        var told = first.Concat(rest).Where(read => read.Kind is not ("verdict" or "end")).Select(read => JsonDocument.Parse(read.Data).RootElement.GetProperty("record").GetProperty("t").GetDouble()).ToList();
        told.ShouldBe(RunReader.Read(_workspace.Folder()).Records.Select(record => Math.Round(record.At.TotalSeconds, 3)).ToList(), "neither a gap nor a duplicate after coming back");
        rest.Count(read => read.Kind == "verdict").ShouldBe(1);
        first.Concat(rest).Where(read => read.Kind == "event").Select(read => JsonDocument.Parse(read.Data).RootElement)
            .ShouldContain(read => read.GetProperty("record").GetProperty("code").GetString() == "dose" && read.GetProperty("words").GetProperty("ru").GetString()!.Contains("запрос", StringComparison.Ordinal));
        (await serve.BecomesAsync(id, "ended")).GetProperty("exit_code").GetInt32().ShouldBe(0);
        (await serve.GetAsync("/api/v1/runs?target=it")).GetProperty("runs").EnumerateArray().Single().GetProperty("run_id").GetString().ShouldBe(id);
        (await serve.GetAsync($"/api/v1/runs/{id}/report")).GetProperty("schema").GetString().ShouldBe("leakgate.report/1");
        (await serve.GetAsync("/api/v1/trends?target=it&resource=memory")).GetProperty("points").GetArrayLength().ShouldBe(1);
        var metrics = await serve.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        metrics.ShouldContain("leakgate_runs{target=\"it\",verdict=\"clean\"} 1\n");
        (await File.ReadAllTextAsync(Path.Combine(_workspace.Path, ".leakgate", "server", "audit.jsonl"), TestContext.Current.CancellationToken)).ShouldContain(id);
    }

    [Fact]
    public async Task A_run_that_is_stopped_leaves_no_process_and_the_next_one_gets_its_turn_even_of_a_server_in_the_background()
    {
        Serve(stubborn: true);
        await using var serve = await ServeProcess.StartDeafAsync(_workspace.Path);
        var id = await serve.RunAsync("""{"targets":["it"]}""");
        var next = await serve.RunAsync("""{"targets":["it"]}""");
        await serve.EventsAsync(id, null, kind => kind == "ready");
        (await serve.BecomesAsync(next, "queued")).GetProperty("state").GetString().ShouldBe("queued");

        using var stop = await serve.PostAsync($"/api/v1/runs/{next}/stop", "{}");
        using var second = await serve.PostAsync($"/api/v1/runs/{id}/stop", "{}");

        (await serve.BecomesAsync(id, "ended")).GetProperty("exit_code").GetInt32().ShouldBe(130);
        await serve.Tool.Marked.ShouldBecomeAsync(1);
    }

    [Fact]
    public async Task A_server_that_is_killed_harms_no_run_and_the_next_one_adopts_it()
    {
        Serve();
        await using var first = await ServeProcess.StartAsync(_workspace.Path);
        var id = await first.RunAsync("""{"targets":["it"]}""");
        await first.EventsAsync(id, null, kind => kind == "ready");
        first.Tool.Signal(LinuxCalls.SignalKill);
        await first.Tool.EndAsync();

        await using var second = await ServeProcess.StartAsync(_workspace.Path);

        (await second.BecomesAsync(id, "ended")).GetProperty("exit_code").GetInt32().ShouldBe(0);
        RunReader.Read(_workspace.Folder()).CutAt.ShouldBeNull();
        (await second.GetAsync("/api/v1/runs")).GetProperty("total").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("docs/server.md")]
    [InlineData("docs/server.ru.md")]
    public async Task The_commands_of_the_guide_do_what_it_says(string page)
    {
        await using var slack = new ScriptedServer(ScriptedServer.Answer(200));
        var url = Workspace.FreeUrl();
        _workspace.Configure($$"""
            targets:
              shop: { command: {{JsonSerializer.Serialize(SmallServer.Command(url))}}, url: "{{url}}" }
            load: { requests: [ GET / ] }
            notify:
              slack: { webhook: "{{slack.Address}}/x" }
            """);
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        var commands = MarkdownPage.At(page).Code.Where(block => block.Language == "sh").SelectMany(block => block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        commands.Count.ShouldBe(5);
        var (run, answers) = ("RUN", new List<string>());

        // The live view ends with its run, so the stop is asked for meanwhile.
        foreach (var command in commands.OrderBy(command => command.Contains("/live", StringComparison.Ordinal)))
        {
            answers.Add(await ShellAsync(command.Replace("http://127.0.0.1:5555", serve.Client.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal).Replace("RUN", run, StringComparison.Ordinal)));
            run = run != "RUN" ? run : JsonDocument.Parse(answers[0]).RootElement.GetProperty("run_id").GetString()!;
        }

        answers[1].ShouldContain(run);
        JsonDocument.Parse(answers[2]).RootElement.GetProperty("run_id").GetString().ShouldBe(run);
        JsonDocument.Parse(answers[3]).RootElement.GetProperty("state").GetString().ShouldBe("sent");
        answers[4].ShouldContain("event: end");
    }

    [Theory]
    [InlineData("""{"targets":["nobody"]}""", "nobody")]
    [InlineData("""{"command":["sleep","1"],"url":"http://127.0.0.1:1/"}""", "allow-commands")]
    [InlineData("""{"port":80,"watch_for":"10m"}""", "allow-commands")]
    [InlineData("""{"profile":"eternal"}""", "eternal")]
    public async Task What_the_configuration_does_not_name_is_not_started(string request, string told)
    {
        Serve();
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);

        using var answer = await serve.PostAsync("/api/v1/runs", request);

        ((int)answer.StatusCode).ShouldBe(422);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(told);
        (await serve.GetAsync("/api/v1/queue")).GetProperty("runs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_configuration_is_told_by_line_and_column()
    {
        _workspace.Configure("targets:\n  it:\n    comand: x\n");
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);

        var error = (await serve.GetAsync("/api/v1/configuration")).GetProperty("errors").EnumerateArray().First();

        (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32()).ShouldBe((3, 5));
    }

    private static async Task<string> ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        shell.ExitCode.ShouldBe(0, command);
        return said;
    }

    private void Serve(bool stubborn = false)
    {
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand(stubborn ? SmallServer.StubbornCommand(url) : SmallServer.Command(url), url);
    }
}
