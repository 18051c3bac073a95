namespace LeakGate.Observation.Probes.Jvm;

/// <summary>A JVM that can't be asked, and why, in words for a person.</summary>
internal sealed class JvmException(string message) : Exception(message);
