using System.Text.Json;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>Runs of the real tool, one after the other: each is kept, and the next is compared with it.</summary>
[Collection<BusyRuns>]
public sealed class HistoryRunTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task The_second_run_is_compared_with_the_first_and_a_history_that_cannot_be_opened_changes_no_verdict()
    {
        var first = await RunAsync();
        first.TryGetProperty("baseline", out _).ShouldBeFalse("nothing was there to compare with");

        var second = await RunAsync();
        var baseline = second.GetProperty("baseline");
        baseline.GetProperty("branch").GetString().ShouldBe("", "the folder is no repository");
        baseline.GetProperty("runs").GetInt32().ShouldBe(1);
        baseline.GetProperty("figures").GetArrayLength().ShouldBeGreaterThan(4);

        var shown = await LeakGateProcess.RunAsync(_workspace.Path, ["baseline", "set", first.GetProperty("run_id").GetString()!]);
        shown.Code.ShouldBe(0, shown.ToString());
        shown.Output.ShouldContain("compared with");

        await File.WriteAllTextAsync(Path.Combine(_workspace.Path, ".leakgate", "history.db"), new string('x', 4096), TestContext.Current.CancellationToken);
        (await RunAsync("the run is not in the history")).GetProperty("verdict").GetString().ShouldBe("clean");
    }

    private async Task<JsonElement> RunAsync(string? told = null)
    {
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand(SmallServer.Command(url), url);
        var end = await LeakGateProcess.RunAsync(_workspace.Path, "run", "--json", "--fail-on", "leak");

        end.Code.ShouldBe(0, end.ToString());
        if (told is not null)
        {
            end.Error.ShouldContain(told);
        }

        using var printed = JsonDocument.Parse(end.Output);
        return printed.RootElement[0].Clone();
    }
}
