using System.Runtime.InteropServices;
using System.Text;

namespace LeakGate.Observation.Targets;

/// <summary>
/// The hidden verb <c>leakgate keep-container</c>: one small process beside LeakGate for each container that it starts. It is in a
/// session of its own, and started before the container is made. When LeakGate ends without a word, in whichever way, its input
/// ends, and it has the engine remove the container. Output: <c>ready</c>. Input: one byte when there is nothing left to do.
/// </summary>
public static class ContainerKeeper
{
    /// <summary>The verb.</summary>
    public const string Verb = "keep-container";

    /// <summary>What it says when it stands.</summary>
    internal const string Ready = "ready";

    /// <summary>How long an engine that does not answer is asked.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>How long it is asked for a container that is not there: the order to make it may be under way.</summary>
    private static readonly TimeSpan MakingTime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the verb until LeakGate lets go, or is gone and the container with it.</summary>
    /// <param name="args">Socket of the engine, and name of the container.</param>
    /// <returns>0; 1: the container could not be removed; 2: it was not started by LeakGate.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [var socket, var container])
        {
            return 2;
        }

        _ = LinuxCalls.SetSid();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, static context => context.Cancel = true);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, static context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static context => context.Cancel = true);
        using var input = Console.OpenStandardInput();
        using (var output = Console.OpenStandardOutput())
        {
            output.Write(Encoding.ASCII.GetBytes(Ready + "\n"));
        }

        return input.ReadByte() >= 0 || RemoveAsync(new ContainerEngine(socket, attaches: false).Containers, container, TimeProvider.System).GetAwaiter().GetResult() ? 0 : 1;
    }

    /// <summary>Removes it, as soon as the engine answers.</summary>
    /// <returns>Whether it is gone.</returns>
    private static async Task<bool> RemoveAsync(OwnContainers containers, string container, TimeProvider time)
    {
        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < Longest)
        {
            try
            {
                if (await containers.RemoveAsync(container, container, time) || time.GetElapsedTime(begun) > MakingTime)
                {
                    return true;
                }
            }
            catch (TargetFailedException)
            {
                // Nobody is left to tell; the engine may be back in time.
            }

            await Task.Delay(Pause, time, CancellationToken.None);
        }

        return false;
    }
}
