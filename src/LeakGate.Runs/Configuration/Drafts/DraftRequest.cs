namespace LeakGate.Runs.Configuration.Drafts;

/// <summary>
/// One request as it is written into a new <c>leakgate.yml</c>. All texts are in the file's own form: templates and variables stand in
/// them, and plain text that could be taken for one was escaped by <see cref="FileText"/>.
/// </summary>
/// <param name="Method">HTTP method, upper case.</param>
/// <param name="Path">Path with query, beginning with <c>/</c>.</param>
public sealed record DraftRequest(string Method, string Path)
{
    /// <summary>Name for people; <see langword="null"/>: <c>METHOD path</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Headers in their order, each name once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Body; <see langword="null"/>: none.</summary>
    public string? Body { get; init; }

    /// <summary>How often in the mix, 1 or more.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>What a person should know about it, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Why it is written as a comment only; <see langword="null"/>: it is sent.</summary>
    public string? LeftOut { get; init; }
}
