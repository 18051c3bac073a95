namespace LeakGate.Observation.Services;

/// <summary>A server that targets need, ready to be used. Disposing ends what LeakGate started of it and leaves nothing behind.</summary>
internal interface IRunningService : IAsyncDisposable
{
    /// <summary>Values for other places, by dotted name.</summary>
    IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>How many connections the server takes at most; <see langword="null"/> when it does not tell.</summary>
    long? MaxConnections { get; }

    /// <summary>Completes when a server that LeakGate started ends; never for one that was given.</summary>
    Task Ended { get; }
}
