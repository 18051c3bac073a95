using System.Diagnostics;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes;

/// <summary>A running <see cref="KnownHolder"/>; it ends, with its children, when disposed or when LeakGate ends.</summary>
internal sealed class HolderProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly ProcessTreeReader _reader = new();
    private readonly ProcessId _root;

    private HolderProcess(Process process)
    {
        _process = process;
        _root = _reader.Identify(process.Id)
            ?? throw new InvalidOperationException("The child of the probe check ended at once.");
    }

    public int Id => _process.Id;

    /// <summary>Starts it and waits until it takes commands.</summary>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<HolderProcess> StartAsync(CancellationToken cancel, params (string Name, string Value)[] environment)
    {
        var (file, prefix) = SelfCommand.Resolve();
        var start = new ProcessStartInfo(file) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (IEnumerable<string>)[.. prefix, "hold"])
        {
            start.ArgumentList.Add(argument);
        }

        // Threads that the runtime starts and ends as it pleases would blur the count: recompilation, background collection.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The child of the probe check did not start.");
        try
        {
            var holder = new HolderProcess(process);
            await holder.ExpectAsync("ready", cancel);
            return holder;
        }
        catch
        {
            await StopAsync(process);
            throw;
        }
    }

    /// <summary>Its tree now.</summary>
    public ProcessTree ReadTree() => _reader.Read(_root);

    /// <summary>Makes it take something and waits until it has it.</summary>
    /// <exception cref="InvalidOperationException">It could not.</exception>
    public async Task HoldAsync(string command, CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync(command.AsMemory(), cancel);
        await _process.StandardInput.FlushAsync(cancel);
        await ExpectAsync("ok", cancel);
    }

    public ValueTask DisposeAsync() => StopAsync(_process);

    /// <summary>Ends it by the end of its input: a killed runtime would leave its diagnostic socket behind.</summary>
    private static async ValueTask StopAsync(Process process)
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        finally
        {
            process.Dispose();
        }
    }

    private async Task ExpectAsync(string answer, CancellationToken cancel)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancel);
        if (!string.Equals(line, answer, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The child of the probe check answered: {line ?? "nothing"}");
        }
    }
}
