using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Node;

/// <summary>
/// Collects and measures the heap of Node.js processes through their inspectors. Where one does not listen already, SIGUSR1 makes it
/// listen on loopback, once, and <see cref="CloseAsync"/> makes it stop. In between nobody is attached, but it listens: Node.js 20 that
/// has closed its inspector and is signalled again dies of SIGSEGV sooner or later. Not thread safe.
/// </summary>
internal sealed class Inspector(string procRoot, TimeProvider time) : IDisposable
{
    private const int SignalUser1 = 10;

    /// <summary>What the first finds unreachable and calls back for, the second frees.</summary>
    private const int Collections = 2;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    private readonly ProcFiles _files = new(procRoot);
    private readonly ListeningSockets _listening = new(procRoot);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero });

    /// <summary>What has had the signal, and where it listens since; <see langword="null"/>: it never did.</summary>
    private readonly Dictionary<ProcessId, IPEndPoint?> _asked = [];

    /// <summary>Bytes that are left after a collection, by column. The heap is JavaScript objects, and the memory outside that belongs to them.</summary>
    /// <param name="process">A process that runs Node.js: another one may die of the signal.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="NodeException">It can't be asked.</exception>
    /// <exception cref="HttpRequestException">It can't be reached.</exception>
    /// <exception cref="WebSocketException">It broke off.</exception>
    public async Task<IReadOnlyDictionary<string, Reading>> MeasureAsync(ProcessId process, CancellationToken cancel)
    {
        if (OpenSsl.IsMissing)
        {
            throw new NodeException("this machine has no OpenSSL, and without it no WebSocket to an inspector can be opened");
        }

        if (_listening.AreElsewhere(process))
        {
            throw new NodeException("its inspector listens on the loopback of another network (a container's), which can't be reached from here");
        }

        using var session = await InspectorSession.BeginAsync(_http, await FindAsync(process, cancel), cancel);
        for (var round = 0; round < Collections; round++)
        {
            _ = await session.AskAsync("HeapProfiler.collectGarbage", "", cancel);
        }

        var answer = await session.AskAsync("Runtime.evaluate", """{"expression":"process.memoryUsage()","returnByValue":true}""", cancel);
        await session.HangUpAsync(cancel);
        return MemoryUsage.Columns(answer) ?? throw new NodeException($"what it tells of its memory is in no known form: {answer}");
    }

    /// <summary>Closes what was opened here; an inspector that was open before stays open.</summary>
    /// <param name="cancel">Ends the wait; what is not closed by then stays open.</param>
    public async Task CloseAsync(CancellationToken cancel)
    {
        foreach (var (process, at) in _asked)
        {
            try
            {
                if (at is not null && _listening.Of(process).Contains(at))
                {
                    using var session = await InspectorSession.BeginAsync(_http, at, cancel);
                    await session.CloseInspectorAsync(cancel);
                    while (_listening.Of(process).Contains(at))
                    {
                        await Task.Delay(LookInterval, time, cancel);
                    }
                }
            }
            catch (Exception problem) when (problem is NodeException or HttpRequestException or WebSocketException or IOException or OperationCanceledException)
            {
                // It ends just now, or hangs: then nobody gets in either, and the run is over.
            }
        }

        _asked.Clear();
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<IPEndPoint> FindAsync(ProcessId process, CancellationToken cancel)
    {
        if (_asked.TryGetValue(process, out var opened))
        {
            return opened ?? throw new NodeException("it did not open its inspector when it was asked to");
        }

        var before = _listening.Of(process);
        var port = InspectorPort.Of(_files.Read(process.Id, "cmdline"u8).Text);
        if (before.Find(one => one.Port == port) is { } open)
        {
            return open;
        }

        return _listening.AreAt(process, port)
            ? throw new NodeException(string.Create(
                CultureInfo.InvariantCulture, $"its port for the inspector, {port}, is taken by another process; `--inspect-port=0` gives each process one of its own"))
            : await OpenAsync(process, before, cancel);
    }

    private async Task<IPEndPoint> OpenAsync(ProcessId process, List<IPEndPoint> before, CancellationToken cancel)
    {
        var status = _files.Read(process.Id, "status"u8);
        if (status.Outcome != ProcOutcome.Read)
        {
            throw new NodeException("its status can't be read: " + (status.Outcome == ProcOutcome.Gone ? "it has ended" : status.Problem));
        }

        if (!CaughtSignals.Has(status.Text, SignalUser1))
        {
            throw new NodeException("it would die of SIGUSR1, for which it has no handler (--disable-sigusr1), so its inspector can't be opened");
        }

        if (new ProcessTreeReader().Identify(process.Id) != process || LinuxCalls.Kill(process.Id, SignalUser1) != 0)
        {
            throw new NodeException("it has ended, or may not be signalled");
        }

        _asked[process] = null;
        while (true)
        {
            await Task.Delay(LookInterval, time, cancel);
            if (_listening.Of(process).Find(one => !before.Contains(one)) is { } opened)
            {
                _asked[process] = opened;
                return opened;
            }
        }
    }
}
