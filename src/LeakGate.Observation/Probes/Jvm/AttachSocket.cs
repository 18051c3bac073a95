using System.Globalization;
using System.Net.Sockets;
using System.Text;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Jvm;

/// <summary>
/// Asks a JVM as <c>jcmd</c> does, by HotSpot's attach protocol: the JVM listens at <c>/tmp/.java_pidPID</c> of its own file system, under its
/// own idea of its process id. It begins to listen when it gets SIGQUIT and finds a file <c>.attach_pidPID</c> in its working folder or in
/// <c>/tmp</c>; without that file the signal would only make it print its threads. The source: <c>attachListener_posix.cpp</c> of OpenJDK.
/// </summary>
internal sealed class AttachSocket(string procRoot, TimeProvider time)
{
    private const int SignalQuit = 3;
    private const int MostAnswerBytes = 64 * 1024;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    private readonly ProcFiles _files = new(procRoot);

    /// <summary>Runs one diagnostic command and gives what it printed.</summary>
    /// <param name="process">A process that is proven to run HotSpot: another one may die of the signal.</param>
    /// <param name="command">For example <c>GC.run</c>.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="JvmException">The JVM can't be asked, or refuses.</exception>
    /// <exception cref="SocketException">It can't be reached.</exception>
    /// <exception cref="IOException">It broke off.</exception>
    public async Task<string> AskAsync(ProcessId process, string command, CancellationToken cancel)
    {
        var path = await ListeningAsync(process, cancel);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
        await using var stream = new NetworkStream(socket);

        // Version of the protocol, the name, and always three arguments.
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"1\0jcmd\0{command}\0\0\0"), cancel);
        var answer = new byte[MostAnswerBytes];
        var length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancel);
        var text = Encoding.UTF8.GetString(answer, 0, length);
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && text.AsSpan(0, end).SequenceEqual("0")
            ? text[(end + 1)..]
            : throw new JvmException($"it refused {command}: {ProcFields.Shown(answer.AsSpan(0, length))}");
    }

    private async Task<string> ListeningAsync(ProcessId process, CancellationToken cancel)
    {
        var (inner, catches) = Status(process.Id);
        var temporary = Path.Combine(_files.TextPath(process.Id, "root"), "tmp");
        var path = Path.Combine(temporary, Named(".java_pid", inner));
        if (File.Exists(path))
        {
            return path;
        }

        if (!catches)
        {
            throw new JvmException("it would die of SIGQUIT, for which it has no handler, so it can't be asked");
        }

        var mark = Mark([Path.Combine(_files.TextPath(process.Id, "cwd"), Named(".attach_pid", inner)), Path.Combine(temporary, Named(".attach_pid", inner))]);
        try
        {
            if (new ProcessTreeReader().Identify(process.Id) != process || LinuxCalls.Kill(process.Id, SignalQuit) != 0)
            {
                throw new JvmException("it has ended, or may not be signalled");
            }

            while (!File.Exists(path))
            {
                await Task.Delay(LookInterval, time, cancel);
            }

            return path;
        }
        finally
        {
            File.Delete(mark);
        }
    }

    private static string Mark(IReadOnlyList<string> places)
    {
        string? problem = null;
        foreach (var place in places)
        {
            try
            {
                File.Create(place).Dispose();
                return place;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                problem = failure.Message;
            }
        }

        throw new JvmException($"no file can be put where it would look for one: {problem}");
    }

    private static string Named(string prefix, int process) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{process}");

    /// <summary>Its id in its innermost namespace, and whether it has a handler for SIGQUIT.</summary>
    private (int Inner, bool Catches) Status(int process)
    {
        var status = _files.Read(process, "status"u8);
        if (status.Outcome != ProcOutcome.Read)
        {
            throw new JvmException("its status can't be read: " + (status.Outcome == ProcOutcome.Gone ? "it has ended" : status.Problem));
        }

        var ids = Encoding.UTF8.GetString(ProcFields.Line(status.Text, "NSpid:"u8, out _)).Split('\t', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (
            ids.Length > 0 && int.TryParse(ids[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var inner) ? inner : process,
            CaughtSignals.Has(status.Text, SignalQuit));
    }
}
