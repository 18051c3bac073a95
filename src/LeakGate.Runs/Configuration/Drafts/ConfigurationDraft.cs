namespace LeakGate.Runs.Configuration.Drafts;

/// <summary>What a new <c>leakgate.yml</c> says; <see cref="DraftWriter"/> writes it down with comments.</summary>
public sealed record ConfigurationDraft
{
    /// <summary>Name of the only target: letters, digits, <c>-</c>, <c>_</c>, <c>.</c>, at most 64.</summary>
    public required string Target { get; init; }

    /// <summary>Program and arguments that LeakGate starts; <see langword="null"/>: it attaches to <see cref="Port"/>.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Folder of the command, as it is written; <see langword="null"/>: that of the file.</summary>
    public string? WorkDir { get; init; }

    /// <summary>The port of something that runs already; used without a command.</summary>
    public int Port { get; init; }

    /// <summary>The process that listens there now, for a comment; <see langword="null"/>: none was seen.</summary>
    public string? Listener { get; init; }

    /// <summary>Scheme, host and port.</summary>
    public required Uri Url { get; init; }

    /// <summary>What stands beside the URL, for example that nobody named one; a sentence each.</summary>
    public IReadOnlyList<string> UrlRemarks { get; init; } = [];

    /// <summary>Path that answers 2xx when the target is ready; <see langword="null"/>: none is known.</summary>
    public string? Health { get; init; }

    /// <summary>File that the requests came from, as it was named; <see langword="null"/>: none.</summary>
    public string? From { get; init; }

    /// <summary>What was seen while reading that file; a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The mix, those that are left out among them; at least one is sent.</summary>
    public required IReadOnlyList<DraftRequest> Requests { get; init; }

    /// <summary>Where the schema stands, relative to the file, for its modeline.</summary>
    public required string Schema { get; init; }
}
