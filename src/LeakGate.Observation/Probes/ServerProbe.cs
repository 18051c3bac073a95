using System.Globalization;
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
/// Asks a server behind the target, once at the end of each block, which connections it holds for the target, and what else of a leak shows
/// there. That explains a finding and never gates; a server that does not answer leaves the finding as the kernel shows it, and says so.
/// </summary>
/// <param name="server">For people: <c>PostgreSQL</c>.</param>
/// <param name="resource">Connections to it.</param>
/// <param name="proc">Knows the target's connections.</param>
/// <param name="time">Measures the longest wait, 5 s.</param>
/// <param name="tell">Takes, once, why the server does not answer.</param>
internal abstract class ServerProbe(string server, Resource resource, ProcProbe proc, TimeProvider time, Action<string> tell) : IProbe
{
    /// <summary>An error of more characters is cut.</summary>
    private const int LongestReason = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private bool _told;

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
        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            Count(await AskAsync(either.Token), into);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Miss(string.Create(CultureInfo.InvariantCulture, $"no answer within {Longest.TotalSeconds} s"), into);
        }
        catch (Exception problem) when (IsFailure(problem))
        {
            Miss(problem.Message, into);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What it tells.</summary>
    protected abstract Task<ServerSide> AskAsync(CancellationToken cancel);

    /// <summary>Whether this is how a server fails, or refuses; its message is for people.</summary>
    protected abstract bool IsFailure(Exception problem);

    private void Count(ServerSide side, ReadingSet into)
    {
        var ours = proc.Connections.Where(connection => connection.Resource == resource).Select(connection => connection.Socket.Local).ToHashSet();
        foreach (var kind in side.Connections.Where(one => ours.Contains(Endpoint.Of(one.Address, one.Port))).GroupBy(one => $"{server}: {one.Kind}", StringComparer.Ordinal))
        {
            into.Count(Holders.ServerColumn(resource), kind.Key, kind.Count());
            into.Count(Holders.ServerAgeColumn(resource), kind.Key, (long)kind.Max(one => one.Age).TotalSeconds);
        }

        foreach (var (fact, amount) in side.Facts)
        {
            into.Count(ServerFacts.Column(resource), $"{server}: {fact}", amount);
        }

        foreach (var (prefix, count) in side.Keys)
        {
            into.Count(ServerFacts.KeyColumn(resource), prefix, count);
        }

        if (side.Gap is { } gap)
        {
            Miss(gap, into);
        }
    }

    private void Miss(string reason, ReadingSet into)
    {
        var line = reason.ReplaceLineEndings(" ");
        var text = $"{server} does not tell its side: {(line.Length > LongestReason ? line[..LongestReason] + "…" : line)}";
        into.Count(ServerFacts.GapColumn(resource), text);
        if (!_told)
        {
            _told = true;
            tell(text);
        }
    }
}
