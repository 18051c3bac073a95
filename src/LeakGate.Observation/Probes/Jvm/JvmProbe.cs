using System.Globalization;
using System.Net.Sockets;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Jvm;

/// <summary>
/// The heap of JVMs (HotSpot, which is in every OpenJDK): collects it (<c>GC.run</c>) and reads what is left (<c>GC.heap_info</c>), without
/// code or options in the target; and its classes (<c>VM.metaspace</c>). Not thread safe.
/// </summary>
/// <param name="time">Measures the time-out.</param>
/// <param name="procRoot">Where the process tree is mounted.</param>
/// <param name="timeout">How long one process may take; <see langword="null"/>: <see cref="HeapProbe.DefaultTimeout"/>.</param>
internal sealed class JvmProbe(TimeProvider time, string procRoot = "/proc", TimeSpan? timeout = null)
    : HeapProbe("JVM", time, procRoot, timeout, JvmColumns.Metaspace, JvmColumns.Classes)
{
    /// <summary>What the first finds dead and has finalized, the second frees.</summary>
    private const int Collections = 2;

    private readonly HotSpot _hotSpot = new(procRoot);
    private readonly AttachSocket _attach = new(procRoot, time);

    /// <inheritdoc />
    public override string Name => "jvm";

    /// <inheritdoc />
    protected override string Silence => "-XX:+DisableAttachMechanism, or it hangs";

    /// <inheritdoc />
    protected override IReadOnlyList<ProcessId> In(ProcessTree tree) => _hotSpot.In(tree);

    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<string, Reading>> MeasureAsync(ProcessId process, CancellationToken cancel)
    {
        for (var round = 0; round < Collections; round++)
        {
            // It prints nothing, or why it did not collect.
            var said = await _attach.AskAsync(process, "GC.run", cancel);
            if (said.Contains("disabled", StringComparison.OrdinalIgnoreCase))
            {
                throw new JvmException("it does not collect when it is asked to (-XX:+DisableExplicitGC)");
            }
        }

        var heap = await _attach.AskAsync(process, "GC.heap_info", cancel);
        var metaspace = await _attach.AskAsync(process, "VM.metaspace", cancel);
        return new Dictionary<string, Reading>(StringComparer.Ordinal)
        {
            [Resource.Heap.Column] = Reading.Of(HeapInfo.Used(heap) ?? throw new JvmException("what it prints of its heap is in no known form")),
            [JvmColumns.Metaspace] = Told(process, HeapInfo.Metaspace(heap) ?? HeapInfo.Metaspace(metaspace)),
            [JvmColumns.Classes] = Told(process, HeapInfo.Classes(metaspace)),
        };
    }

    /// <inheritdoc />
    protected override bool IsRefusal(Exception problem) => problem is JvmException or SocketException or IOException or UnauthorizedAccessException;

    private static Reading Told(ProcessId process, long? count) => count is { } known
        ? Reading.Of(known)
        : Reading.Missing(string.Create(CultureInfo.InvariantCulture, $"JVM {process.Id}: what it prints of its classes is in no known form"));
}
