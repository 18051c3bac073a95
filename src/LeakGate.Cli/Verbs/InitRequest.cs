namespace LeakGate.Cli.Verbs;

/// <summary>The words of <c>leakgate init</c> as they were typed or answered; nothing is checked yet.</summary>
internal sealed record InitRequest
{
    public string? Config { get; init; }

    public string? Url { get; init; }

    public string? OpenApi { get; init; }

    public string? Http { get; init; }

    public string? Har { get; init; }

    public string? Health { get; init; }

    public bool Force { get; init; }

    public string? Language { get; init; }

    /// <summary>What stands after <c>--</c>; <see langword="null"/> without it.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Whether nothing says what the file is to be about.</summary>
    public bool IsEmpty => Url is null && OpenApi is null && Http is null && Har is null && Command is null;
}
