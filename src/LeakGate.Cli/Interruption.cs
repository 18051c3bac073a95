using System.Runtime.InteropServices;
using LeakGate.Cli.Outcomes;

namespace LeakGate.Cli;

/// <summary>
/// Ctrl-C, SIGTERM and a closed terminal: the first asks everything to end in order, a second ends at once with 130. Then nothing is
/// cleaned up here, but keepers see their pipe close and end their trees.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action<int> _exit;
    private int _signals;

    public Interruption(Action<int>? exit = null) => _exit = exit ?? Environment.Exit;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Begins to listen to the signals of this process.</summary>
    public void Listen()
    {
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Signal();
            }));
        }
    }

    /// <summary>What a signal does. Returns at once: the handler must be free to see the second one.</summary>
    internal void Signal()
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            _exit(ExitCodes.Interrupted);
        }
        else
        {
            _ = _source.CancelAsync();
        }
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }
}
