using LeakGate.Runs;
using LeakGate.Runs.Records;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>The live display on a real terminal: small, resized, suspended, continued and interrupted.</summary>
[Collection<CalmRuns>]
public sealed class TerminalTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task It_survives_80_by_24_other_sizes_a_suspension_and_leaves_the_cursor_when_it_is_interrupted()
    {
        var url = Workspace.FreeUrl();
        _workspace.ConfigureCommand(SmallServer.Command(url), url);
        await using var terminal = await Terminal.OpenAsync(80, 24, _workspace.Path, "bash", "--norc", "-i");
        await terminal.PressAsync("PS1='$ '; clear; " + string.Join(' ', Terminal.Tool("run", "--lang", "en")), "Enter");

        await terminal.SeesAsync(StandsOnce, "one picture");
        (await terminal.AskAsync("cursor_flag")).ShouldBe("0");

        await terminal.ResizeAsync(60, 16);
        await terminal.SeesAsync(screen => Lines(screen).Count(line => line.Length > 0) <= 16 && screen.Contains("● blocks", StringComparison.Ordinal), "a small picture");
        await terminal.ResizeAsync(120, 40);
        await terminal.SeesAsync(screen => Lines(screen).Any(line => line.Length > 100), "a wide picture");

        // The shell is back, the target is not touched, and the display goes on below.
        await terminal.PressAsync("C-z");
        await terminal.SeesAsync("Stopped");
        (await terminal.AskAsync("cursor_flag")).ShouldBe("1");
        await terminal.PressAsync("clear; fg", "Enter");
        await terminal.SeesAsync(StandsOnce, "the display again, once");

        await terminal.PressAsync("C-c");
        await terminal.SeesAsync(screen => Lines(screen).LastOrDefault(line => line.Length > 0) == "$", "the shell again");
        (await terminal.AskAsync("cursor_flag")).ShouldBe("1");
        await terminal.PressAsync("echo ended with $?", "Enter");
        await terminal.SeesAsync("ended with 130");
        RunReader.Read(_workspace.Folder()).Records.OfType<BlockRecord>().ShouldContain(block => block.Stage == "blocks" || block.Stage == "pilot");
        await terminal.Marked.ShouldBecomeAsync(1);
    }

    private static string[] Lines(string screen) => [.. screen.Split('\n').Select(line => line.TrimEnd())];

    /// <summary>A screen that is read while a picture is written may show parts of two; what an earlier picture left behind stays.</summary>
    private static bool StandsOnce(string screen) =>
        Lines(screen).Count(line => line.Contains("● blocks", StringComparison.Ordinal)) == 1;
}
