using System.Diagnostics;
using System.IO.Pipes;

namespace LeakGate.Observation.Targets;

/// <summary>LeakGate's end of a keeper: starts it, hands it the request, and reads what it tells.</summary>
internal sealed class KeeperLink : IDisposable
{
    private readonly Process _process;

    private KeeperLink(Process process) => _process = process;

    /// <summary>Process id of the keeper.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What the target prints, and before its start what the keeper's runtime says.</summary>
    public Stream TargetOutput => _process.StandardError.BaseStream;

    /// <summary>The processes that hold the output of the target: who is left when the keeper is gone and can't tell.</summary>
    public IReadOnlyList<int> OutputHolders() =>
        TargetOutput is PipeStream pipe ? PipeHolders.Of((int)pipe.SafePipeHandle.DangerousGetHandle()) : [];

    /// <summary>Starts a keeper.</summary>
    public static KeeperLink Start() =>
        new(Process.Start(HelperStart.Of("keep")) ?? throw new InvalidOperationException("The keeper could not be started."));

    /// <summary>Hands over what to start.</summary>
    /// <exception cref="IOException">The keeper is gone.</exception>
    public async Task SendAsync(KeeperRequest request)
    {
        using var bytes = new MemoryStream();
        request.WriteTo(bytes);
        await _process.StandardInput.BaseStream.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        await _process.StandardInput.BaseStream.FlushAsync();
    }

    /// <summary>Asks for the end of the tree. A keeper that is gone already needs no asking.</summary>
    public async Task SendStopAsync(TimeSpan grace)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(KeeperRequest.StopOrder(grace));
            await _process.StandardInput.BaseStream.FlushAsync();
        }
        catch (IOException)
        {
            // The pipe is broken: the keeper has ended. Whoever reads its statuses learns that from their end.
        }
    }

    /// <summary>The next status; <see langword="null"/> when the keeper has ended.</summary>
    public async Task<KeeperStatus?> ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (KeeperStatus.Parse(line) is { } status)
            {
                return status;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public void Dispose() => _process.Dispose();
}
