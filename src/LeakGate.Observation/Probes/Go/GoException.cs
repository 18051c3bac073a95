namespace LeakGate.Observation.Probes.Go;

/// <summary>A Go program that can't be asked, and why, in words for a person.</summary>
internal sealed class GoException(string message) : Exception(message);
