using System.Globalization;

namespace LeakGate.Observation.Targets;

/// <summary>
/// A program that ran already: watched with everything below it, never stopped. <see cref="ReadTree"/> is for one thread at a time;
/// all else is thread safe.
/// </summary>
public sealed class AttachedTarget : ITarget
{
    private readonly ProcessId _root;
    private readonly ProcessTreeReader _reader = new();
    private readonly TaskCompletionSource<TargetExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProcessEndWatch _watch;

    private AttachedTarget(string name, ProcessId root, TimeProvider time)
    {
        Name = name;
        _root = root;
        // The kernel tells an end only to the parent; the code of it is lost to everybody else.
        _watch = new ProcessEndWatch(root, () => _exited.TrySetResult(new TargetExit(Code: null, Signal: null, Error: null)), time);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public int RootPid => _root.Id;

    /// <inheritdoc />
    public Task<TargetExit> Exited => _exited.Task;

    /// <summary>Most memory that its container may take, bytes; <see langword="null"/>: no limit is known from there.</summary>
    internal double? MemoryLimit { get; init; }

    /// <summary>Attaches to a process.</summary>
    /// <exception cref="TargetFailedException">There is none with that id (<c>not_found</c>).</exception>
    public static AttachedTarget ToProcess(string name, int processId, TimeProvider time) => ToProcess(name, processId, time, memoryLimit: null);

    private static AttachedTarget ToProcess(string name, int processId, TimeProvider time, double? memoryLimit)
    {
        ArgumentNullException.ThrowIfNull(time);
        var root = new ProcessTreeReader().Identify(processId)
            ?? throw new TargetFailedException("not_found", string.Create(CultureInfo.InvariantCulture, $"{name}: there is no process {processId}."));
        return new AttachedTarget(name, root, time) { MemoryLimit = memoryLimit };
    }

    /// <summary>Attaches to the first process of a running container.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="container">Name or id of the container.</param>
    /// <param name="engine">The engine that runs it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends the question to the engine.</param>
    /// <exception cref="TargetFailedException">No engine answers, it knows no such container, or the container does not run (<c>not_found</c>).</exception>
    internal static async Task<AttachedTarget> ToContainerAsync(
        string name, string container, ContainerEngine engine, TimeProvider time, CancellationToken cancel)
    {
        var state = await engine.InspectAsync(name, container, cancel);
        return ToContainer(name, container, state, time);
    }

    /// <summary>The same, once its engine has told of it.</summary>
    /// <exception cref="TargetFailedException">Its process can't be seen here, or is another one's (<c>not_found</c>).</exception>
    internal static AttachedTarget ToContainer(string name, string container, ContainerState state, TimeProvider time)
    {
        ContainerProcess.ThrowIfNotOf(name, container, state);
        return ToProcess(name, state.ProcessId, time, state.MemoryLimit);
    }

    /// <summary>Attaches to the process that listens on a TCP port of this machine.</summary>
    /// <exception cref="TargetFailedException">Nobody listens there, or it cannot be seen who (<c>not_found</c>).</exception>
    public static AttachedTarget ToPort(string name, int port, TimeProvider time)
    {
        var listeners = PortListener.Find(port);
        if (listeners.FirstOrDefault(l => l.ProcessId is not null)?.ProcessId is { } processId)
        {
            return ToProcess(name, processId, time);
        }

        var why = listeners.Count == 0 ? "nobody listens" : "LeakGate may not see which process listens (other user, other container)";
        throw new TargetFailedException("not_found", string.Create(CultureInfo.InvariantCulture, $"{name}: {why} on port {port}."));
    }

    /// <inheritdoc />
    public ProcessTree ReadTree() => _reader.Read(_root, without: Environment.ProcessId);

    /// <inheritdoc />
    public IReadOnlyList<string> LastOutput(int lines) => [];

    /// <summary>Lets go of the process, which goes on running.</summary>
    public ValueTask DisposeAsync() => _watch.DisposeAsync();
}
