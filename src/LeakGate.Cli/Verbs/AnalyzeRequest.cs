namespace LeakGate.Cli.Verbs;

/// <summary>The words of <c>leakgate analyze</c> as they were typed; nothing is checked yet.</summary>
internal sealed record AnalyzeRequest
{
    public IReadOnlyList<string> Files { get; init; } = [];

    public string? FailOn { get; init; }

    public string? LeakExitCode { get; init; }

    public string? Language { get; init; }

    public bool Json { get; init; }

    public bool Quiet { get; init; }

    public bool Explain { get; init; }
}
