using LeakGate.EndToEnd.Runs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Init;

/// <summary>From nothing to a verdict: the file that <c>init</c> writes is the one that <c>run</c> takes.</summary>
[Collection<BusyRuns>]
public sealed class InitRunTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task The_file_that_is_written_is_valid_is_kept_and_runs()
    {
        var url = Workspace.FreeUrl();
        var file = Path.Combine(_workspace.Path, "leakgate.yml");

        var written = await LeakGateProcess.RunAsync(_workspace.Path, ["init", "--url", url + "/items/{{seq}}", "--", .. SmallServer.Command(url)]);
        written.Code.ShouldBe(0, written.ToString());
        (await SchemaValidator.ErrorsAsync("config", file)).ShouldBeEmpty();
        var yaml = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        var again = await LeakGateProcess.RunAsync(_workspace.Path, "init", "--url", "http://127.0.0.1:1");
        again.Code.ShouldBe(2, again.ToString());
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(yaml);

        var run = await LeakGateProcess.RunAsync(_workspace.Path, "run", "--fail-on", "never", "--budget", "30s");
        run.Code.ShouldBe(0, run.ToString());
        var folder = _workspace.Folders().ShouldHaveSingleItem();
        _workspace.Verdict(Path.GetFileName(folder.Path)).Requests.ShouldBeGreaterThan(100);
        (await SchemaValidator.ErrorsAsync("verdict", folder.VerdictFile)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_asked()
    {
        var end = await LeakGateProcess.RunAsync(_workspace.Path, "init");

        end.Code.ShouldBe(2, end.ToString());
        end.Error.ShouldContain("--openapi FILE");
        Directory.GetFileSystemEntries(_workspace.Path).ShouldBeEmpty();
    }
}
