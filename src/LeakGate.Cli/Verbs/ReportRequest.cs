namespace LeakGate.Cli.Verbs;

/// <summary>The words of <c>leakgate report</c> as they were typed; nothing is checked yet.</summary>
internal sealed record ReportRequest
{
    public IReadOnlyList<string> Runs { get; init; } = [];

    public string? Format { get; init; }

    public string? Out { get; init; }

    public string? Language { get; init; }

    public bool Quiet { get; init; }
}
