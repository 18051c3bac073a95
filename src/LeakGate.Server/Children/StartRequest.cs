namespace LeakGate.Server.Children;

/// <summary>What to start, as a caller asks for it: targets of the configuration, something that runs already, or a command.</summary>
internal sealed record StartRequest
{
    /// <summary>Targets by name; empty: all of the configuration, unless something else is named.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>Profile; <see langword="null"/>: the first.</summary>
    public string? Profile { get; init; }

    /// <summary>The targets at once and not one after another.</summary>
    public bool AtOnce { get; init; }

    /// <summary>Attach to what listens on this port.</summary>
    public int? Port { get; init; }

    /// <summary>Attach to this process.</summary>
    public int? Pid { get; init; }

    /// <summary>Attach to this container.</summary>
    public string? Container { get; init; }

    /// <summary>Start this command: program and arguments.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Where requests go, with something attached or a command.</summary>
    public string? Url { get; init; }

    /// <summary>How long to only watch what is attached, such as <c>10m</c>; <see langword="null"/>: with load.</summary>
    public string? WatchFor { get; init; }
}

/// <summary>Something that is wrong with what was asked for.</summary>
/// <param name="Field">Which field; <c>configuration</c>: the server's own file.</param>
/// <param name="Problem">What, in one sentence.</param>
/// <param name="Code">What, as a word that does not change; <see langword="null"/>: only the sentence says it.</param>
internal sealed record StartError(string Field, string Problem, string? Code = null);
