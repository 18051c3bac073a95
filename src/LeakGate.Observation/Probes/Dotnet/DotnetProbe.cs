using System.Globalization;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>
/// The managed heap of .NET targets (5 and newer), recognised by their diagnostic socket: induces collections and reads
/// what they left. A target without a .NET process gets no heap column at all. Not thread safe.
/// </summary>
public sealed class DotnetProbe : IProbe
{
    /// <summary>How long the collections of one process may take, by default: 5 s.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly DiagnosticSocket _sockets;
    private readonly LiveMembers _members;
    private Dictionary<ProcessId, CollectionResult> _results = [];
    private bool _applied;

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
        _members = new LiveMembers(new ProcFiles(procRoot));
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
    /// <remarks>At least two collections in each .NET process of the tree, all processes at once; some 250 ms.</remarks>
    public async ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var work = new List<(ProcessId Process, Task<CollectionResult> Result)>();
        foreach (var member in tree.Members)
        {
            if (_sockets.Find(member) is { } socket)
            {
                work.Add((member, CollectAsync(socket, cancel)));
            }
        }

        _ = await Task.WhenAll(work.Select(item => item.Result));
        _results = work.ToDictionary(item => item.Process, item => item.Result.Result);
        _applied |= work.Count > 0;
    }

    /// <inheritdoc />
    /// <remarks>What the last collection left, summed over the .NET processes that still live.</remarks>
    public ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(into);
        var sum = default(ColumnSum);
        var live = _members.Read(tree);
        var found = false;
        foreach (var member in live)
        {
            if (_results.TryGetValue(member.Id, out var result))
            {
                found = true;
                if (result.Gap is { } gap)
                {
                    sum.Miss(Told(member.Id, gap));
                    HeapShape.Miss(Told(member.Id, gap), into);
                }
                else
                {
                    sum.Add(result.LiveBytes);
                    result.Shape?.AddTo(into);
                }
            }
            else if (_sockets.Find(member.Id) is not null)
            {
                found = true;
                sum.Miss(Told(member.Id, "not collected"));
                HeapShape.Miss(Told(member.Id, "not collected"), into);
            }
        }

        if (found)
        {
            into.Add(Resource.Heap.Column, sum.ToReading());
        }
        else if (_applied)
        {
            into.Add(Resource.Heap.Column, Reading.Missing(live.Count == 0 ? LiveMembers.TargetIsGone : "no .NET process is left"));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Told(ProcessId process, string gap) =>
        string.Create(CultureInfo.InvariantCulture, $".NET process {process.Id}: {gap}");

    private async Task<CollectionResult> CollectAsync(string socket, CancellationToken cancel)
    {
        if (OpenSsl.IsMissing)
        {
            return CollectionResult.Failed("its events can't be read without OpenSSL (on Debian: libssl3)");
        }

        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return await InducedCollection.RunAsync(socket, _time, either.Token);
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
