using System.Globalization;

namespace LeakGate.Observation.Targets;

/// <summary>
/// Makes sure that the process that an engine names is the container's here too: an engine in a virtual machine counts processes
/// of its own, and the same number would be a stranger on this side.
/// </summary>
internal static class ContainerProcess
{
    /// <summary>Checks that a control group of the process bears the container's id.</summary>
    /// <param name="target">Name of the target, for messages.</param>
    /// <param name="container">Name of the container, for messages.</param>
    /// <param name="state">What the engine said.</param>
    /// <param name="procRoot">Where the proc file system is.</param>
    /// <exception cref="TargetFailedException">There is no such process, or it is in another control group (<c>not_found</c>).</exception>
    public static void ThrowIfNotOf(string target, string container, ContainerState state, string procRoot = "/proc")
    {
        ArgumentNullException.ThrowIfNull(state);
        var process = state.ProcessId.ToString(CultureInfo.InvariantCulture);
        string groups;
        try
        {
            groups = File.ReadAllText(Path.Combine(procRoot, process, "cgroup"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Failure($"{target}: the container {container} runs as process {process} for its engine, but that can't be seen here ({problem.Message}). LeakGate must share the engine's machine and its process ids (--pid=host in a container).");
        }

        if (state.Id.Length == 0 || !groups.Contains(state.Id, StringComparison.Ordinal))
        {
            throw Failure($"{target}: process {process}, which the engine names, is in no control group of the container {container}: its engine counts other processes (a virtual machine, another namespace), or uses no control groups. Give the process with --pid.");
        }
    }

    private static TargetFailedException Failure(string what) => new("not_found", what);
}
