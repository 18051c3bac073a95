using System.Net;
using LeakGate.Findings;
using LeakGate.Observation.Probes.Proc;
using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes;

/// <summary>One connection as the server at its other end sees it.</summary>
/// <param name="Address">Of the client.</param>
/// <param name="Port">Of the client: with the address it tells whose connection it is.</param>
/// <param name="Kind">What the server knows of it: <c>idle, application shop</c>. Shown to people, and the same for all connections alike.</param>
/// <param name="Age">Since when it has been so.</param>
internal sealed record SeenConnection(IPAddress Address, int Port, string Kind, TimeSpan Age);

/// <summary>
/// Asks a server behind the target, once at the end of each block, which connections it holds for the target. That explains a finding and never
/// gates; a server that does not answer leaves the finding as the kernel shows it.
/// </summary>
internal abstract class ServerProbe(string server, Resource resource, ProcProbe proc, TimeProvider time) : IProbe
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public string Name => server;

    /// <inheritdoc />
    public void ReadTick(ProcessTree tree, ReadingSet into)
    {
        // Not while requests are in flight.
    }

    /// <inheritdoc />
    public ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    /// <remarks>The target's own probe has read its connections before: it stands first.</remarks>
    public async ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        var ours = proc.Connections.Where(connection => connection.Resource == resource).Select(connection => connection.Socket.Local).ToHashSet();
        if (ours.Count == 0)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        IReadOnlyList<SeenConnection> seen;
        try
        {
            seen = await AskAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return;
        }

        foreach (var kind in seen.Where(one => ours.Contains(Endpoint.Of(one.Address, one.Port))).GroupBy(one => $"{server}: {one.Kind}", StringComparer.Ordinal))
        {
            into.Count(Holders.ServerColumn(resource), kind.Key, kind.Count());
            into.Count(Holders.ServerAgeColumn(resource), kind.Key, (long)kind.Max(one => one.Age).TotalSeconds);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>All connections to the server but our own; none where it does not answer or may not tell.</summary>
    protected abstract Task<IReadOnlyList<SeenConnection>> AskAsync(CancellationToken cancel);
}
