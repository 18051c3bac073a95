namespace LeakGate.Cli.Verbs;

/// <summary>The words of <c>leakgate attach</c> that <c>run</c> does not have; nothing is checked yet.</summary>
internal sealed record AttachRequest
{
    public string? Pid { get; init; }

    public string? Container { get; init; }

    public string? Port { get; init; }

    public bool NoLoad { get; init; }

    public bool Collect { get; init; }
}
