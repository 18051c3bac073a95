using System.Globalization;
using System.Net.Sockets;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Jvm;

/// <summary>
/// The heap of JVMs (HotSpot, which is in every OpenJDK): collects it (<c>GC.run</c>) and reads what is left (<c>GC.heap_info</c>), without
/// code or options in the target. A target without a JVM gets no column from here. Not thread safe.
/// </summary>
internal sealed class JvmProbe : IHeapProbe
{
    /// <summary>How long one process may take to collect and to answer, by default: 5 s.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    /// <summary>What the first finds dead and has finalized, the second frees.</summary>
    private const int Collections = 2;

    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly HotSpot _hotSpot;
    private readonly AttachSocket _attach;
    private readonly CollectedHeaps _heaps;

    /// <summary>A probe of one target.</summary>
    /// <param name="time">Measures the time-out.</param>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    /// <param name="timeout">How long one process may take; <see langword="null"/>: <see cref="DefaultTimeout"/>.</param>
    public JvmProbe(TimeProvider time, string procRoot = "/proc", TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _timeout = timeout ?? DefaultTimeout;
        _hotSpot = new HotSpot(procRoot);
        _attach = new AttachSocket(procRoot, time);
        _heaps = new CollectedHeaps("JVM", procRoot);
    }

    /// <inheritdoc />
    public string Name => "jvm";

    /// <inheritdoc />
    public string Runtime => "JVM";

    /// <inheritdoc />
    public bool Applies(ProcessTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return _hotSpot.In(tree).Count > 0;
    }

    /// <inheritdoc />
    /// <remarks>Nothing: between collections the heap's size says little.</remarks>
    public void ReadTick(ProcessTree tree, ReadingSet into)
    {
    }

    /// <inheritdoc />
    /// <remarks>Two full collections in each JVM of the tree, all at once.</remarks>
    public async ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var machines = _hotSpot.In(tree);
        var readings = await Task.WhenAll(machines.Select(machine => CollectAsync(machine, cancel)));
        _heaps.Keep(machines.Zip(readings).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    /// <inheritdoc />
    /// <remarks>What the last collection left, summed over the JVMs that still live.</remarks>
    public ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        _heaps.Read(tree, into);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Reading> CollectAsync(ProcessId process, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            for (var round = 0; round < Collections; round++)
            {
                // It prints nothing, or why it did not collect.
                var said = await _attach.AskAsync(process, "GC.run", either.Token);
                if (said.Contains("disabled", StringComparison.OrdinalIgnoreCase))
                {
                    return Gap(process, "it does not collect when it is asked to (-XX:+DisableExplicitGC)");
                }
            }

            return HeapInfo.Used(await _attach.AskAsync(process, "GC.heap_info", either.Token)) is { } bytes
                ? Reading.Of(bytes)
                : Gap(process, "what it prints of its heap is in no known form");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Gap(process, string.Create(CultureInfo.InvariantCulture, $"no answer within {_timeout.TotalSeconds} s (-XX:+DisableAttachMechanism, or it hangs)"));
        }
        catch (Exception problem) when (problem is JvmException or SocketException or IOException or UnauthorizedAccessException)
        {
            return Gap(process, problem.Message);
        }
    }

    private static Reading Gap(ProcessId process, string why) => Reading.Missing(string.Create(CultureInfo.InvariantCulture, $"JVM {process.Id}: {why}"));
}
