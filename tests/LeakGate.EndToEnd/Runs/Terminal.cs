using System.Diagnostics;
using System.Globalization;
using LeakGate.EndToEnd.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>A real terminal, by tmux on a socket of its own: keys go in, what a person sees comes out.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly string _socket = "leakgate-" + Guid.NewGuid().ToString("N");

    /// <summary>What was started in it.</summary>
    public MarkedProcesses Marked { get; } = new();

    /// <summary>Opens a terminal of that size with a command in it, and keeps it when the command has ended.</summary>
    public static async Task<Terminal> OpenAsync(int columns, int rows, string folder, params string[] command)
    {
        var terminal = new Terminal();
        await terminal.TmuxAsync(
            [
                "new-session", "-d", "-x", Text(columns), "-y", Text(rows), "-c", folder,
                "env", "-u", "CI", "TERM=tmux-256color", "LC_ALL=C.UTF-8", .. terminal.Marked.Environment.Select(pair => $"{pair.Key}={pair.Value}"), .. command,
                ";", "set-option", "remain-on-exit", "on",
            ]);
        return terminal;
    }

    /// <summary>The tool with these words, as a command.</summary>
    public static string[] Tool(params string[] words) => ["dotnet", Path.Combine(AppContext.BaseDirectory, "leakgate.dll"), .. words];

    /// <summary>What is on the screen now.</summary>
    public Task<string> ScreenAsync() => TmuxAsync("capture-pane", "-p");

    /// <summary>Presses keys, by tmux's names or as text.</summary>
    public Task PressAsync(params string[] keys) => TmuxAsync(["send-keys", .. keys]);

    /// <summary>Makes the window that large.</summary>
    public Task ResizeAsync(int columns, int rows) => TmuxAsync("resize-window", "-x", Text(columns), "-y", Text(rows));

    /// <summary>What tmux knows of the terminal, such as <c>cursor_flag</c>.</summary>
    public async Task<string> AskAsync(string what) => (await TmuxAsync("display-message", "-p", $"#{{{what}}}")).Trim();

    /// <summary>Waits, bounded, until the screen shows a text.</summary>
    public Task SeesAsync(string text) => SeesAsync(screen => screen.Contains(text, StringComparison.Ordinal), text);

    /// <summary>Waits, bounded, until the screen is as it should be.</summary>
    public async Task<string> SeesAsync(Func<string, bool> isRight, string what)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Longest);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        string seen;
        while (!isRight(seen = await ScreenAsync()))
        {
            try
            {
                await timer.WaitForNextTickAsync(bound.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new ShouldAssertException($"\"{what}\" was not seen:\n{seen}", e);
            }
        }

        return seen;
    }

    public async ValueTask DisposeAsync() => await TmuxAsync("kill-server");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

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
