namespace LeakGate.Observation;

/// <summary>The target did not start, never became ready, or ended by itself: exit code 4. The message is for a person.</summary>
public sealed class TargetFailedException(string code, string message) : Exception(message)
{
    /// <summary>Stable key: not_found, not_started, exited, unhealthy, killed, out_of_memory, port_taken, gone.</summary>
    public string Code { get; } = code;
}
