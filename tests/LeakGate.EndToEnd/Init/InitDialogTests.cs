using System.Diagnostics;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Init;

/// <summary>The questions of <c>init</c>, answered by keys on a real terminal of 80 columns.</summary>
public sealed class InitDialogTests : IAsyncLifetime
{
    private readonly Workspace _workspace = new();
    private readonly string _socket = "leakgate-" + Guid.NewGuid().ToString("N");

    private string File => Path.Combine(_workspace.Path, "leakgate.yml");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await TmuxAsync("kill-server");
        _workspace.Dispose();
    }

    [Fact]
    public async Task Answers_become_a_file_that_is_valid()
    {
        await TmuxAsync(
            "new-session", "-d", "-x", "80", "-y", "30", "-c", _workspace.Path,
            "env", "-u", "CI", "LC_ALL=C.UTF-8", "dotnet", Path.Combine(AppContext.BaseDirectory, "leakgate.dll"), "init", ";", "set-option", "remain-on-exit", "on");

        await SeesAsync("What shall be judged?");
        await TmuxAsync("send-keys", "End", "Enter");
        await SeesAsync("Its address:");
        await TmuxAsync("send-keys", "nowhere", "Enter");
        await SeesAsync("Write http://");
        await TmuxAsync("send-keys", Workspace.FreeUrl(), "Enter");
        await SeesAsync("when it is ready");
        await TmuxAsync("send-keys", "/ready", "Enter");
        await SeesAsync("Which requests?");
        await TmuxAsync("send-keys", "Enter");
        await SeesAsync("The path:");
        await TmuxAsync("send-keys", "/api/items", "Enter");
        await SeesAsync("Then: leakgate run");

        var yaml = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);
        yaml.ShouldContain("    - GET /api/items\n");
        yaml.ShouldContain("    health: { path: /ready, timeout: 60s }\n");
        (await SchemaValidator.ErrorsAsync("config", File)).ShouldBeEmpty();
    }

    private async Task SeesAsync(string text)
    {
        var seen = "";
        await Eventually.TrueAsync(
            () => (seen = TmuxAsync("capture-pane", "-p").GetAwaiter().GetResult()).Contains(text, StringComparison.Ordinal), () => $"\"{text}\" was not seen:\n{seen}");
    }

    private async Task<string> TmuxAsync(params string[] words)
    {
        using var tmux = Process.Start(new ProcessStartInfo("tmux", ["-L", _socket, .. words])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var output = await tmux.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await tmux.WaitForExitAsync(CancellationToken.None);
        return output;
    }
}
