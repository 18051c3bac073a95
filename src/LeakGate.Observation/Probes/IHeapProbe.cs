using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes;

/// <summary>A probe that collects the heaps of one runtime and reads what is left, over a protocol that a target may not offer.</summary>
internal interface IHeapProbe : IProbe
{
    /// <summary>The runtime, for people: <c>JVM</c>, <c>Node.js</c>.</summary>
    string Runtime { get; }

    /// <summary>Whether the tree has this runtime.</summary>
    bool Applies(ProcessTree tree);
}
