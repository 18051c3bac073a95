using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes;

/// <summary>
/// The other side of <see cref="ProbeCheck"/>, the hidden verb <c>hold</c>: takes known amounts of a resource as told on
/// its input, one command a line, says <c>ok</c> when it has them, and keeps them until the input ends.
/// </summary>
public static unsafe class KnownHolder
{
    private static readonly List<object> Held = [];

    /// <summary>Runs until the input ends.</summary>
    /// <param name="args">None are known.</param>
    /// <returns>Exit code: 0, or 2 for wrong usage.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args.Length != 0)
        {
            return 2;
        }

        using var input = new StreamReader(Console.OpenStandardInput());
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        output.WriteLine("ready");
        while (input.ReadLine() is { } line)
        {
            output.WriteLine(Answer(line.Split(' ')));
        }

        foreach (var child in Held.OfType<Process>())
        {
            EndProcess(child);
        }

        return 0;
    }

    private static string Answer(string[] command)
    {
        try
        {
            Hold(command[0], [.. command.Skip(1).Select(number => int.Parse(number, CultureInfo.InvariantCulture))]);
            return "ok";
        }
        catch (Exception problem) when (problem is IOException or SocketException or FormatException or ArgumentException
            or InvalidOperationException or OutOfMemoryException or System.ComponentModel.Win32Exception or UnauthorizedAccessException)
        {
            return $"{problem.GetType().Name}: {problem.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static void Hold(string what, int[] numbers)
    {
        switch (what, numbers)
        {
            case ("memory", [var bytes]):
                TouchMemory(bytes);
                break;
            case ("managed", [var count, var size]):
                Held.Add(Enumerable.Range(0, count).Select(_ => new byte[size]).ToArray());
                break;
            case ("descriptors", [var count]):
                Repeat(count, () => Held.Add(File.OpenHandle("/dev/null")));
                break;
            case ("abandoned", [var count]):
                Repeat(count, OpenAndForget);
                break;
            case ("connections", [var port, var count]):
                Repeat(count, () => Connect(port));
                break;
            case ("threads", [var count]):
                Repeat(count, StartThread);
                break;
            case ("processes", [var count]):
                Repeat(count, StartProcess);
                break;
            case ("timers", [var count]):
                Repeat(count, () => Held.Add(new Timer(_ => { }, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan)));
                break;
            case ("work", [var count]):
                Repeat(count, QueueWork);
                break;
            case ("assemblies", [var count]):
                Repeat(count, () => Held.Add(AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("leakgate hold"), AssemblyBuilderAccess.Run)));
                break;
            default:
                throw new ArgumentException($"Unknown command '{what}' with {numbers.Length.ToString(CultureInfo.InvariantCulture)} numbers.", nameof(what));
        }
    }

    private static void Repeat(int count, Action take)
    {
        for (var taken = 0; taken < count; taken++)
        {
            take();
        }
    }

    private static void TouchMemory(int bytes) => NativeMemory.Fill(NativeMemory.Alloc((nuint)bytes), (nuint)bytes, 1);

    private static void OpenAndForget() =>
        GC.KeepAlive(new FileStream("/dev/null", FileMode.Open, FileAccess.Read, FileShare.ReadWrite));

    private static void Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Held.Add(socket);
        socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>Never done: it keeps its thread of the pool, or waits for one.</summary>
    private static void QueueWork() => ThreadPool.QueueUserWorkItem(_ => new ManualResetEventSlim().WaitHandle.WaitOne());

    private static void StartThread()
    {
        using var started = new ManualResetEventSlim();
        new Thread(() =>
        {
            started.Set();
            _ = new ManualResetEventSlim().WaitHandle.WaitOne();
        })
        { IsBackground = true, Name = "leakgate hold" }.Start();
        started.Wait();
    }

    private static void StartProcess()
    {
        var (file, prefix) = SelfCommand.Resolve();
        var start = new ProcessStartInfo(file) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in prefix)
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add("hold");
        var child = Process.Start(start) ?? throw new InvalidOperationException("The process was not started.");

        // Its input is ours to close: it ends with us, however we end.
        Held.Add(child);
        _ = child.StandardOutput.ReadLine();
    }

    private static void EndProcess(Process child)
    {
        child.StandardInput.Close();
        if (!child.WaitForExit(TimeSpan.FromSeconds(1)))
        {
            child.Kill();
        }

        child.Dispose();
    }
}
