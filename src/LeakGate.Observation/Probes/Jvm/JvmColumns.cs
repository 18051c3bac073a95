namespace LeakGate.Observation.Probes.Jvm;

/// <summary>
/// Columns that the JVM probe reads beside the heap. Neither is judged: they tell of class loaders that are not let go. Threads are not
/// among them: a platform thread of Java is one of the kernel's, so <c>threads</c> counts it.
/// </summary>
public static class JvmColumns
{
    /// <summary>Bytes in use in the metaspace, where classes lie, to whole KiB.</summary>
    public const string Metaspace = "jvm_metaspace_bytes";

    /// <summary>Classes of all loaders, those for arrays and those that are hidden (lambdas) among them.</summary>
    public const string Classes = "jvm_classes";
}
