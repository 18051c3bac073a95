using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeakGate.Observation.Probes.Dotnet;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes;

/// <summary>
/// Proves at the start of a run that the probes see: a child takes known amounts of each resource, and the readings must
/// rise by as much. About a second.
/// </summary>
public static class ProbeCheck
{
    private const int MemoryBytes = 64 << 20;
    private const int Descriptors = 50;
    private const int Connections = 20;
    private const int Threads = 10;
    private const int Processes = 3;
    private const int Arrays = 10_000;
    private const int ArrayBytes = 1024;

    /// <summary>An array of bytes has a header and a length: 24 bytes on a 64-bit runtime; and the reference to it takes 8.</summary>
    private const int ArrayOverhead = 24 + 8;

    /// <summary>How often a reading that does not match is repeated: what the child's own runtime does passes.</summary>
    private const int Readings = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Runs the check; never fails: what went wrong is the gap of a line.</summary>
    /// <param name="heap">Whether the heap is checked too: for .NET targets.</param>
    /// <param name="time">Measures the longest time, 20 s.</param>
    /// <param name="cancel">Ends the check and its child.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ProbeCheckResult> RunAsync(bool heap, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(time);
        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        var lines = new List<ProbeCheckLine>();
        try
        {
            await RunAsync(heap, lines, time, either.Token);
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested)
        {
            var reason = timeout.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"the check did not end within {Longest.TotalSeconds} s")
                : problem.Message;
            lines.Add(new ProbeCheckLine("probe check", 0, null, reason));
        }

        return new ProbeCheckResult(lines);
    }

    private static async Task RunAsync(bool heap, List<ProbeCheckLine> lines, TimeProvider time, CancellationToken cancel)
    {
        // Connections to a listener of ours: opened by the child, so they count, unlike those that we open to a target.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(Connections);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await using var child = await HolderProcess.StartAsync(cancel);
        await using var proc = new ProcProbe(new PeerNames());
        var check = new Checker(child, proc, time, lines);
        await check.AddAsync(Resource.Memory, MemoryBytes, Command("memory", MemoryBytes), cancel);
        await check.AddAsync(Resource.Descriptors, Descriptors, Command("descriptors", Descriptors), cancel);
        await check.AddAsync(Resource.Connections, Connections, Command("connections", port, Connections), cancel);
        await check.AddAsync(Resource.Threads, Threads, Command("threads", Threads), cancel);
        if (heap)
        {
            await using var dotnet = new DotnetProbe(time);
            var arrays = new Checker(child, dotnet, time, lines);
            await arrays.AddAsync(Resource.Heap, Arrays * (ArrayBytes + ArrayOverhead), Command("managed", Arrays, ArrayBytes), cancel);
        }

        // Last, since each process brings threads, descriptors and memory of its own.
        await check.AddAsync(Resource.Processes, Processes, Command("processes", Processes), cancel);
    }

    private static string Command(string what, params int[] numbers) =>
        string.Join(' ', [what, .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))]);

    private sealed class Checker(HolderProcess child, IProbe probe, TimeProvider time, List<ProbeCheckLine> lines)
    {
        public async Task AddAsync(Resource resource, double expected, string command, CancellationToken cancel)
        {
            var before = await ReadAsync(resource, cancel);
            await child.HoldAsync(command, cancel);
            ProbeCheckLine line;
            var reading = 0;
            do
            {
                if (reading > 0)
                {
                    await Task.Delay(Pause, time, cancel);
                }

                var after = await ReadAsync(resource, cancel);
                line = new ProbeCheckLine(resource.Name, expected, after.Value - before.Value, before.Gap ?? after.Gap);
            }
            while (!line.Ok && ++reading < Readings);

            lines.Add(line);
        }

        private async Task<Reading> ReadAsync(Resource resource, CancellationToken cancel)
        {
            var tree = child.ReadTree();
            var set = new ReadingSet();
            await probe.CollectAsync(tree, cancel);
            await probe.ReadFloorAsync(tree, set, cancel);
            return set.Readings.TryGetValue(resource.Column, out var reading)
                ? reading
                : Reading.Missing($"the {probe.Name} probe has no column {resource.Column}");
        }
    }
}
