namespace LeakGate.Cli.Verbs;

/// <summary>The words of <c>leakgate run</c> as they were typed; nothing is checked yet.</summary>
internal sealed record RunRequest
{
    public string? Config { get; init; }

    public IReadOnlyList<string> Targets { get; init; } = [];

    public string? Profile { get; init; }

    public bool Parallel { get; init; }

    public string? Url { get; init; }

    public string? Rate { get; init; }

    public string? Concurrency { get; init; }

    public string? Budget { get; init; }

    public string? FailOn { get; init; }

    public string? LeakExitCode { get; init; }

    public string? Out { get; init; }

    public string? Report { get; init; }

    public string? Baseline { get; init; }

    public bool RequireNotify { get; init; }

    public string? Push { get; init; }

    public bool Json { get; init; }

    public bool Quiet { get; init; }

    public bool Explain { get; init; }

    public string? Language { get; init; }

    /// <summary>What to attach to; <see langword="null"/>: the verb is not <c>attach</c>.</summary>
    public AttachRequest? Attach { get; init; }

    /// <summary>What stands after <c>--</c>; <see langword="null"/> without it.</summary>
    public IReadOnlyList<string>? Command { get; init; }
}
