namespace LeakGate.Cli.Notifying;

/// <summary>The words of <c>leakgate notify</c> as they were typed; nothing is checked yet.</summary>
internal sealed record NotifyRequest
{
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>Whether <c>--test</c> is given.</summary>
    public bool Test { get; init; }

    /// <summary>Channel of the test; <see langword="null"/>: all.</summary>
    public string? Channel { get; init; }

    public bool DryRun { get; init; }

    public bool Again { get; init; }

    public string? Config { get; init; }

    public string? Language { get; init; }
}
