using System.Diagnostics;
using System.Globalization;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Samples;
using Shouldly;

namespace LeakGate.EndToEnd.Attach;

/// <summary>A program that runs before LeakGate comes and that LeakGate did not start; ended by its id when disposed.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;

    private RunningProgram(IReadOnlyList<string> command) => _process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    public string Pid => _process.Id.ToString(CultureInfo.InvariantCulture);

    public bool Runs => !_process.HasExited;

    /// <summary>A Python program that runs when this returns: it has said so.</summary>
    public static async Task<RunningProgram> PythonAsync(string program)
    {
        var running = new RunningProgram(["python3", "-u", "-c", "print('runs')\n" + program]);
        (await running._process.StandardOutput.ReadLineAsync()).ShouldBe("runs");
        return running;
    }

    /// <summary>A small HTTP server that answers.</summary>
    public static async Task<RunningProgram> ServerAsync(string url)
    {
        var running = new RunningProgram(SmallServer.Command(url));
        using var client = new HttpClient();
        await Patience.UntilAsync($"{url} answers", async () => (await client.GetAsync(new Uri(url))).IsSuccessStatusCode);
        return running;
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
