namespace LeakGate.Observation;

/// <summary>
/// The target did not start, never became ready, or ended by itself: exit code 4. The message is for a person, with the
/// target's last output below it.
/// </summary>
/// <param name="code">See <see cref="Code"/>.</param>
/// <param name="what">What happened, in one sentence.</param>
/// <param name="output">The last lines of the target's output.</param>
public sealed class TargetFailedException(string code, string what, IReadOnlyList<string>? output = null)
    : Exception(output is { Count: > 0 } ? $"{what} Its last output:\n  {string.Join("\n  ", output)}" : what)
{
    /// <summary>Stable key: not_found, not_started, exited, unhealthy, killed, out_of_memory, port_taken, gone.</summary>
    public string Code { get; } = code;

    /// <summary>What happened, in one sentence.</summary>
    public string What { get; } = what;

    /// <summary>The last lines of the target's output; empty when there are none.</summary>
    public IReadOnlyList<string> Output { get; } = output ?? [];
}
