namespace LeakGate.Observation.Probes.Node;

/// <summary>A Node.js process that can't be asked, and why, in words for a person.</summary>
internal sealed class NodeException(string message) : Exception(message);
