namespace LeakGate.Observation.Probes;

/// <summary>What a server behind the target tells at the end of a block.</summary>
/// <param name="Connections">All connections to it but our own.</param>
internal sealed record ServerSide(IReadOnlyList<SeenConnection> Connections)
{
    /// <summary>Amounts in which a leak may show, of the whole server or database: <c>prepared transactions</c>. Bytes where the name says so.</summary>
    public IReadOnlyDictionary<string, long> Facts { get; init; } = new Dictionary<string, long>();

    /// <summary>Keys without expiry by prefix, as far as a sample shows; empty where it has none.</summary>
    public IReadOnlyDictionary<string, long> Keys { get; init; } = new Dictionary<string, long>();

    /// <summary>Why the rest is missing; <see langword="null"/>: it told all.</summary>
    public string? Gap { get; init; }
}
