using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LeakGate.Observation.Targets;

/// <summary>
/// The hidden verb <c>leakgate keep</c>: one small process between LeakGate and each program that it starts. It is in a session of
/// its own (Ctrl-C does not reach the target by itself) and a subreaper, so every orphan of the target's tree, children with
/// sessions of their own too, becomes its child. When LeakGate ends in any way, its input ends, and it ends the whole tree.
/// Input: <see cref="KeeperRequest"/>, then orders to stop. Output: <see cref="KeeperStatus"/> lines. Its error pipe is the
/// output of the target: what the keeper itself has to say, it says as status.
/// </summary>
public static class Keeper
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Errors = 2;

    /// <summary>Runs the verb until the tree is gone and LeakGate wants no more of it.</summary>
    /// <param name="args">Nothing: the request comes through the input.</param>
    /// <returns>0, or 2 when it was not started by LeakGate.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        _ = LinuxCalls.SetSid();
        using var wake = new AutoResetEvent(initialState: false);
        var stop = new StopRequest(wake);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, static context => context.Cancel = true);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, static context => context.Cancel = true);
        using var child = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => wake.Set());
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Ask(grace: null);
        });

        using var input = Open(Input, FileAccess.Read);
        using var output = Open(Output, FileAccess.Write);
        var report = new StatusWriter(output);
        KeeperRequest request;
        try
        {
            request = KeeperRequest.ReadFrom(input);
        }
        catch (EndOfStreamException)
        {
            return 2;
        }

        if (LinuxCalls.BecomeSubreaper() != 0)
        {
            report.Write(new KeeperStatus.NotStarted(126, $"the kernel refused to adopt orphans: {Marshal.GetLastPInvokeErrorMessage()}"));
            return 0;
        }

        var (processId, failure) = ProgramStart.Start(request);
        report.Write(failure ?? (KeeperStatus)new KeeperStatus.Started(new ProcessTreeReader().IdentifyChild(processId)));
        // From here on only the tree holds the output pipe, so its end tells that nobody of the tree can write any more.
        LinuxCalls.LetGo(Errors);

        var listener = new Thread(() => stop.Ask(KeeperRequest.ReadStopOrder(input))) { IsBackground = true };
        listener.Start();
        var tree = new KeptTree(processId, report, wake);
        while (!stop.IsAsked)
        {
            tree.Reap();
            wake.WaitOne();
        }

        tree.Stop(request.StopSignal, stop.Grace ?? request.Grace);
        report.Write(new KeeperStatus.Gone());
        if (stop.Grace is null && request.RemoveFolder is { } folder && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static FileStream Open(int descriptor, FileAccess access) =>
        new(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);

    /// <summary>Whether the tree shall end, and how fast. Asked by signals and by the listener, read by the main thread.</summary>
    private sealed class StopRequest(AutoResetEvent wake)
    {
        private volatile bool _asked;

        public bool IsAsked => _asked;

        /// <summary>From LeakGate's order; <see langword="null"/> when there was none.</summary>
        public TimeSpan? Grace { get; private set; }

        public void Ask(TimeSpan? grace)
        {
            Grace = grace;
            _asked = true;
            wake.Set();
        }
    }
}
