using System.Runtime.InteropServices;
using System.Text;

namespace LeakGate.Observation.Targets;

/// <summary>
/// Starts a program as a direct child by <c>posix_spawn(3)</c>. The keeper does not use
/// <see cref="System.Diagnostics.Process"/>: that waits for children by itself, and the keeper has to reap orphans too.
/// </summary>
internal static unsafe partial class Spawn
{
    private const short SetSignalMask = 0x08;
    private const short SetSignalDefaults = 0x04;
    private const short SetSession = 0x80;

    // glibc: 336 and 80 bytes, musl less. Room to spare for a later one.
    private const int AttributesSize = 1024;
    private const int ActionsSize = 512;
    private const int SignalSetSize = 256;

    /// <summary>
    /// Starts a program: input from <c>/dev/null</c>, output and errors both to this process' error pipe, in a session of its own
    /// so that a program which signals its own process group does not hit the keeper.
    /// </summary>
    /// <returns>The process id and 0, or 0 and the error number.</returns>
    public static (int ProcessId, int Error) Start(
        string file, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, string workDir)
    {
        using var argv = new NativeStrings(arguments);
        using var envp = new NativeStrings(environment);
        var attributes = stackalloc byte[AttributesSize];
        var actions = stackalloc byte[ActionsSize];
        var none = stackalloc byte[SignalSetSize];
        var all = stackalloc byte[SignalSetSize];
        _ = AttributesInit(attributes);
        _ = ActionsInit(actions);
        try
        {
            _ = SignalEmptySet(none);
            // .NET ignores SIGPIPE and an ignored signal stays ignored after exec: the target must not inherit that.
            _ = SignalEmptySet(all);
            for (var signal = 1; signal < 32; signal++)
            {
                _ = SignalAdd(all, signal);
            }

            var error = AttributesSetMask(attributes, none);
            error = error != 0 ? error : AttributesSetDefaults(attributes, all);
            error = error != 0 ? error : AttributesSetFlags(attributes, SetSignalMask | SetSignalDefaults | SetSession);
            error = error != 0 ? error : ActionsOpen(actions, 0, "/dev/null", 0, 0);
            error = error != 0 ? error : ActionsDup2(actions, 2, 1);
            error = error != 0 ? error : ActionsChangeFolder(actions, workDir);
            var processId = 0;
            error = error != 0 ? error : PosixSpawn(out processId, file, actions, attributes, argv.Pointer, envp.Pointer);
            return error == 0 ? (processId, 0) : (0, error);
        }
        finally
        {
            _ = ActionsDestroy(actions);
            _ = AttributesDestroy(attributes);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PosixSpawn(out int processId, string path, byte* actions, byte* attributes, byte** argv, byte** envp);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int AttributesInit(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int AttributesDestroy(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int AttributesSetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int AttributesSetMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int AttributesSetDefaults(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInit(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ActionsOpen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int ActionsDup2(byte* actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ActionsChangeFolder(byte* actions, string path);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    private static partial int SignalEmptySet(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigaddset")]
    private static partial int SignalAdd(byte* signals, int signal);

    /// <summary>Strings as C wants them: zero-ended, in an array that ends with null.</summary>
    private sealed class NativeStrings : IDisposable
    {
        private readonly int _count;

        public NativeStrings(IReadOnlyList<string> texts)
        {
            _count = texts.Count;
            Pointer = (byte**)NativeMemory.AllocZeroed((nuint)(_count + 1), (nuint)sizeof(byte*));
            for (var i = 0; i < _count; i++)
            {
                var bytes = Encoding.UTF8.GetBytes(texts[i]);
                Pointer[i] = (byte*)NativeMemory.AllocZeroed((nuint)bytes.Length + 1);
                bytes.CopyTo(new Span<byte>(Pointer[i], bytes.Length));
            }
        }

        public byte** Pointer { get; }

        public void Dispose()
        {
            for (var i = 0; i < _count; i++)
            {
                NativeMemory.Free(Pointer[i]);
            }

            NativeMemory.Free(Pointer);
        }
    }
}
