using System.Globalization;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>
/// The managed heap of .NET targets (5 and newer), recognised by their diagnostic socket: induces collections and reads
/// what they left; and what the runtime counts (<see cref="DotnetColumns"/>). A target without a .NET process gets no column at all.
/// Not thread safe.
/// </summary>
public sealed class DotnetProbe : IProbe
{
    /// <summary>How long the collections of one process may take, by default: 5 s.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly DiagnosticSocket _sockets;
    private readonly CollectedReadings _collected;

    /// <summary>A probe of one target.</summary>
    /// <param name="time">Measures the time-out.</param>
    /// <param name="procRoot">Where the process tree is mounted.</param>
    /// <param name="timeout">How long the collections of one process may take; <see langword="null"/>: <see cref="DefaultTimeout"/>.</param>
    public DotnetProbe(TimeProvider time, string procRoot = "/proc", TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _timeout = timeout ?? DefaultTimeout;
        _sockets = new DiagnosticSocket(procRoot);
        _collected = new CollectedReadings(".NET process", [Resource.Heap.Column, .. HeapShape.Columns, .. RuntimeCounters.Columns], procRoot);
    }

    /// <inheritdoc />
    public string Name => "dotnet";

    /// <summary>Whether the tree has a .NET process that can be asked.</summary>
    public bool Applies(ProcessTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return tree.Members.Any(member => _sockets.Find(member) is not null);
    }

    /// <inheritdoc />
    /// <remarks>Nothing: outside of a collection the heap's size says little.</remarks>
    public void ReadTick(ProcessTree tree, ReadingSet into)
    {
    }

    /// <inheritdoc />
    /// <remarks>At least two collections in each .NET process of the tree, all processes at once; some 300 ms.</remarks>
    public async ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var processes = tree.Members.Select(member => (Id: member, Socket: _sockets.Find(member))).Where(process => process.Socket is not null).ToList();
        var readings = await Task.WhenAll(processes.Select(process => CollectAsync(process.Id, process.Socket!, cancel)));
        _collected.Keep(processes.Zip(readings).ToDictionary(pair => pair.First.Id, pair => pair.Second));
    }

    /// <inheritdoc />
    /// <remarks>What the last collection left, and what the runtime counted then, summed over the .NET processes that still live.</remarks>
    public ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        _collected.Read(tree, into, process => _sockets.Find(process) is null ? null : Told(process, "not collected"));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Told(ProcessId process, string gap) =>
        string.Create(CultureInfo.InvariantCulture, $".NET process {process.Id}: {gap}");

    private async Task<IReadOnlyDictionary<string, Reading>> CollectAsync(ProcessId process, string socket, CancellationToken cancel)
    {
        var counters = new RuntimeCounters();
        var result = await CollectAsync(socket, counters, cancel);
        if (result.Gap is { } gap)
        {
            return _collected.Gap(Told(process, gap));
        }

        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal) { [Resource.Heap.Column] = Reading.Of(result.LiveBytes) };
        result.Shape!.AddTo(readings);
        counters.AddTo(readings);
        return readings;
    }

    private async Task<CollectionResult> CollectAsync(string socket, RuntimeCounters counters, CancellationToken cancel)
    {
        if (OpenSsl.IsMissing)
        {
            return CollectionResult.Failed("its events can't be read without OpenSSL (on Debian: libssl3)");
        }

        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return await InducedCollection.RunAsync(socket, counters, _time, either.Token);
        }
        catch (Exception) when (timeout.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // Whatever the closed connection made of it, time was the cause.
            return CollectionResult.Failed(string.Create(
                CultureInfo.InvariantCulture,
                $"no answer to the request to collect within {_timeout.TotalSeconds} s"));
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested)
        {
            return CollectionResult.Failed($"{problem.GetType().Name}: {problem.Message}");
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
    }
}
