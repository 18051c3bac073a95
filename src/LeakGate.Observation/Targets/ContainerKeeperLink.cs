using System.Diagnostics;

namespace LeakGate.Observation.Targets;

/// <summary>LeakGate's end of a <see cref="ContainerKeeper"/>.</summary>
internal sealed class ContainerKeeperLink : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly TimeProvider _time;

    private ContainerKeeperLink(Process process, TimeProvider time) => (_process, _time) = (process, time);

    /// <summary>Process id of the keeper.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts one and waits until nothing but its own end keeps it from its work.</summary>
    /// <exception cref="TargetFailedException">It did not start (<c>not_started</c>).</exception>
    /// <exception cref="OperationCanceledException">Cancelled; there is nothing to remove yet.</exception>
    public static async Task<ContainerKeeperLink> StartAsync(string target, string socket, string container, TimeProvider time, CancellationToken cancel)
    {
        var link = new ContainerKeeperLink(
            Process.Start(HelperStart.Of(ContainerKeeper.Verb, socket, container)) ?? throw new InvalidOperationException("The keeper could not be started."), time);
        try
        {
            await link.ExpectReadyAsync(target, cancel);
            return link;
        }
        catch
        {
            await link.ReleaseAsync();
            link.Dispose();
            throw;
        }
    }

    /// <summary>Lets it end: nothing is left to do, or what is left was told to a person.</summary>
    public async Task ReleaseAsync()
    {
        if (!await EndAsync(orders: [1]))
        {
            _process.Kill();
        }
    }

    /// <summary>Leaves the removal to it, as if LeakGate were gone.</summary>
    /// <returns>Whether the container is gone.</returns>
    public async Task<bool> LetRemoveAsync() => await EndAsync(orders: []) && _process.ExitCode == 0;

    /// <inheritdoc />
    public void Dispose() => _process.Dispose();

    private async Task ExpectReadyAsync(string target, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(StartTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        string? said;
        try
        {
            said = await _process.StandardOutput.ReadLineAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            said = null;
        }

        if (!string.Equals(said, ContainerKeeper.Ready, StringComparison.Ordinal))
        {
            throw new TargetFailedException("not_started", $"{target}: LeakGate's own keeper process did not start.");
        }
    }

    private async Task<bool> EndAsync(byte[] orders)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(orders);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The pipe is broken: it has ended already.
        }

        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(EndTimeout, _time, CancellationToken.None);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
