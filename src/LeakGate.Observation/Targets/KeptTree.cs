using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LeakGate.Observation.Targets;

/// <summary>
/// The processes below a keeper: reaps them, and ends them. A subreaper with no child left has no descendant left either,
/// so <c>waitpid</c> itself proves that the tree is gone. One thread only.
/// </summary>
/// <param name="root">The target; 0 when it was not started.</param>
/// <param name="report">Where the end of the root is told.</param>
/// <param name="wake">Set when a child has ended.</param>
internal sealed class KeptTree(int root, StatusWriter report, AutoResetEvent wake)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    private readonly ProcessTreeReader _reader = new();

    /// <summary>Reaps everything that has ended.</summary>
    /// <returns>Whether no process of the tree is left.</returns>
    public bool Reap()
    {
        while (true)
        {
            var ended = LinuxCalls.WaitPid(-1, out var status, LinuxCalls.WithoutWaiting);
            if (ended <= 0)
            {
                return ended < 0 && Marshal.GetLastPInvokeError() == LinuxCalls.NoChildren;
            }

            if (ended == root)
            {
                var signal = status & 0x7f;
                report.Write(signal == 0 ? new KeeperStatus.Exited((status >> 8) & 0xff) : new KeeperStatus.Signalled(signal));
            }
        }
    }

    /// <summary>Asks the tree to end, and after the grace kills what is left, again and again: trees fork while they are killed.</summary>
    /// <param name="stopSignal">Signal to the root alone; 0: SIGTERM to all.</param>
    /// <param name="grace">Time for an orderly end.</param>
    public void Stop(int stopSignal, TimeSpan grace)
    {
        if (Reap())
        {
            return;
        }

        if (stopSignal == 0)
        {
            Signal(LinuxCalls.SignalTerminate);
        }
        else
        {
            _ = LinuxCalls.Kill(root, stopSignal);
        }

        var asked = Stopwatch.GetTimestamp();
        while (!Reap())
        {
            var left = grace - Stopwatch.GetElapsedTime(asked);
            if (left <= TimeSpan.Zero)
            {
                Kill();
                return;
            }

            wake.WaitOne(left);
        }
    }

    private void Kill()
    {
        var pause = TimeSpan.FromMilliseconds(1);
        while (!Reap())
        {
            Signal(LinuxCalls.SignalKill);
            wake.WaitOne(pause);
            // Only a process in uninterruptible sleep, or a tree that forks as fast as it is killed, brings it past the first rounds.
            pause = pause < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    private void Signal(int signal)
    {
        foreach (var member in _reader.ReadBelow(Environment.ProcessId))
        {
            _ = LinuxCalls.Kill(member.Id, signal);
        }
    }
}
