using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using LeakGate.Samples;

namespace LeakGate.Observation.Controls;

/// <summary>What a request of the control program takes, and keeps or gives back. Thread safe.</summary>
/// <param name="peer">Port of a listener that is neither database nor Redis.</param>
/// <param name="database">Port of a listener that is known as a database.</param>
/// <param name="redis">Port of a listener that is known as Redis.</param>
/// <param name="keep">Whether it keeps what it takes.</param>
internal sealed unsafe class ControlLeaks(int peer, int database, int redis, bool keep)
{
    /// <summary>A child ends by itself after this many seconds, should everything else fail.</summary>
    private const string ChildSeconds = "600";

    private readonly Lock _lock = new();
    private readonly List<object> _kept = [];

    /// <summary>Takes what the path says; <see langword="false"/>: no such path.</summary>
    public bool Take(string path)
    {
        if (ControlKind.All.FirstOrDefault(kind => kind.Path == path) is not { } kind)
        {
            return false;
        }

        if (kind.Resource == Resource.Memory)
        {
            TakeMemory((nuint)kind.PerRequest);
        }
        else if (kind.Resource == Resource.Heap)
        {
            var array = new byte[(int)kind.PerRequest];
            array.AsSpan().Fill(1);
            Keep(array);
        }
        else if (kind.Resource == Resource.Threads)
        {
            TakeThread();
        }
        else if (kind.Resource == Resource.Processes)
        {
            TakeProcess();
        }
        else if (kind.Resource == Resource.Descriptors)
        {
            for (var i = 0; i < (int)kind.PerRequest; i++)
            {
                KeepOrDispose(File.OpenHandle("/dev/null"));
            }
        }
        else
        {
            Connect(kind.Resource == Resource.DatabaseConnections ? database : kind.Resource == Resource.RedisConnections ? redis : peer);
        }

        return true;
    }

    private void TakeMemory(nuint bytes)
    {
        var memory = NativeMemory.Alloc(bytes);
        NativeMemory.Fill(memory, bytes, 1);
        if (!keep)
        {
            NativeMemory.Free(memory);
        }
    }

    private void Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        KeepOrDispose(socket);
    }

    private void TakeThread()
    {
        var started = new ManualResetEventSlim();
        var end = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            started.Set();
            _ = end.WaitHandle.WaitOne();
        })
        { IsBackground = true, Name = "leaked" };
        thread.Start();
        started.Wait();
        if (keep)
        {
            Keep(thread);
            return;
        }

        end.Set();
        thread.Join();
    }

    private void TakeProcess()
    {
        var child = Process.Start(new ProcessStartInfo("sleep", [ChildSeconds]) { UseShellExecute = false })
            ?? throw new InvalidOperationException("The child was not started.");
        if (keep)
        {
            Keep(child);
            return;
        }

        child.Kill();
        child.WaitForExit();
        child.Dispose();
    }

    private void KeepOrDispose(IDisposable thing)
    {
        if (keep)
        {
            Keep(thing);
        }
        else
        {
            thing.Dispose();
        }
    }

    private void Keep(object thing)
    {
        if (keep)
        {
            lock (_lock)
            {
                _kept.Add(thing);
            }
        }
    }
}
