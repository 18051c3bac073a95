namespace LeakGate.Cli.Verbs;

/// <summary>The words of <c>leakgate serve</c> as they were typed; nothing is checked yet.</summary>
internal sealed record ServeRequest
{
    public string? Config { get; init; }

    public string? Port { get; init; }

    public string? Bind { get; init; }

    public string? Token { get; init; }

    public bool AllowCommands { get; init; }

    public string? Parallel { get; init; }

    public string? Out { get; init; }

    public string? Language { get; init; }
}
