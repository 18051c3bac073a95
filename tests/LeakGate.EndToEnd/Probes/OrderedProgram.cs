using System.Diagnostics;
using LeakGate.Observation.Targets;

namespace LeakGate.EndToEnd.Probes;

/// <summary>A program in any language that holds, or drops, as many bytes as it is told on its input, and answers <c>done</c>; ends with this.</summary>
public sealed class OrderedProgram(Process process) : IAsyncDisposable
{
    private readonly ProcessTreeReader _reader = new();

    /// <summary>Starts it; it waits for orders when this returns.</summary>
    public static async Task<OrderedProgram> StartAsync(string folder, params IReadOnlyList<string> command)
    {
        var program = new OrderedProgram(Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        await program.DoneAsync();
        return program;
    }

    public int Id => process.Id;

    public bool Lives => !process.HasExited;

    public ProcessTree ReadTree() => _reader.Read(_reader.Identify(process.Id)!.Value);

    /// <summary><c>hold COUNT SIZE</c> or <c>drop COUNT SIZE</c>; done when this returns.</summary>
    public async Task OrderAsync(string order)
    {
        await process.StandardInput.WriteLineAsync(order);
        await process.StandardInput.FlushAsync();
        await DoneAsync();
    }

    private async Task DoneAsync()
    {
        // Its own messages (warnings of a runtime) come on the same output.
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "done")
            {
                return;
            }
        }

        throw new InvalidOperationException("The program has ended.");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
