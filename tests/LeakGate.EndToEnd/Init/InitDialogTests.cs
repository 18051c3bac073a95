using LeakGate.EndToEnd.Runs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Init;

/// <summary>The questions of <c>init</c>, answered by keys on a real terminal of 80 columns.</summary>
public sealed class InitDialogTests : IDisposable
{
    private readonly Workspace _workspace = new();

    private string File => Path.Combine(_workspace.Path, "leakgate.yml");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Answers_become_a_file_that_is_valid()
    {
        await using var terminal = await Terminal.OpenAsync(80, 30, _workspace.Path, Terminal.Tool("init"));

        await terminal.SeesAsync("What shall be judged?");
        await terminal.PressAsync("End", "Enter");
        await terminal.SeesAsync("Its address:");
        await terminal.PressAsync("nowhere", "Enter");
        await terminal.SeesAsync("Write http://");
        await terminal.PressAsync(Workspace.FreeUrl(), "Enter");
        await terminal.SeesAsync("when it is ready");
        await terminal.PressAsync("/ready", "Enter");
        await terminal.SeesAsync("Which requests?");
        await terminal.PressAsync("Enter");
        await terminal.SeesAsync("The path:");
        await terminal.PressAsync("/api/items", "Enter");
        await terminal.SeesAsync("Then: leakgate run");

        var yaml = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);
        yaml.ShouldContain("    - GET /api/items\n");
        yaml.ShouldContain("    health: { path: /ready, timeout: 60s }\n");
        (await SchemaValidator.ErrorsAsync("config", File)).ShouldBeEmpty();
    }
}
