using System.Globalization;
using System.Text;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Dotnet;

/// <summary>
/// Finds the socket at which a .NET runtime (5 and newer) answers diagnostic requests:
/// <c>TMPDIR/dotnet-diagnostic-PID-STARTTICKS-socket</c>, of the target's own <c>TMPDIR</c> and, in a container, of its
/// own file system and its own idea of its process id. A program that runs with <c>DOTNET_EnableDiagnostics=0</c> has none.
/// </summary>
internal sealed class DiagnosticSocket(string procRoot)
{
    private const string DefaultFolder = "/tmp";

    private readonly ProcFiles _files = new(procRoot);

    /// <summary>The path to connect to; <see langword="null"/> when the process is not .NET, or cannot be reached.</summary>
    public string? Find(ProcessId process)
    {
        var shared = SharesNamespace(process.Id, "ns/mnt"u8);
        var folder = TemporaryFolder(process.Id);
        var path = shared ? folder : _files.TextPath(process.Id, "root") + folder;
        var pid = shared ? process.Id : InnerId(process.Id);

        // A killed process leaves its socket behind, and its id is given to another one: the start time tells them apart.
        var exact = Path.Combine(path, Name(pid, process.StartTicks.ToString(CultureInfo.InvariantCulture)));
        return File.Exists(exact) ? exact
            : SharesNamespace(process.Id, "ns/time"u8) ? null
            : FindByPattern(path, pid);
    }

    private static string Name(int pid, string key) =>
        string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{pid}-{key}-socket");

    /// <summary>In a time namespace of its own the start time differs from what we see: the newest socket is the live one.</summary>
    private static string? FindByPattern(string folder, int pid)
    {
        try
        {
            return Directory.EnumerateFiles(folder, Name(pid, "*")).MaxBy(File.GetLastWriteTimeUtc);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // No such folder, or not for us: then there is no socket that could be used.
            return null;
        }
    }

    /// <summary>Where it can't be told, it is taken to be ours.</summary>
    private bool SharesNamespace(int pid, ReadOnlySpan<byte> kind)
    {
        var own = Namespace(Environment.ProcessId, kind);
        var other = Namespace(pid, kind);
        return own.Length == 0 || other.Length == 0 || string.Equals(own, other, StringComparison.Ordinal);
    }

    private string Namespace(int pid, ReadOnlySpan<byte> kind)
    {
        var link = _files.ReadLink(pid, kind);
        return link.Outcome == ProcOutcome.Read ? Encoding.UTF8.GetString(link.Text) : "";
    }

    private string TemporaryFolder(int pid)
    {
        var environment = _files.Read(pid, "environ"u8);
        if (environment.Outcome == ProcOutcome.Read)
        {
            foreach (var range in environment.Text.Split((byte)0))
            {
                var entry = environment.Text[range];
                if (entry.StartsWith("TMPDIR="u8) && entry.Length > "TMPDIR="u8.Length)
                {
                    return Encoding.UTF8.GetString(entry["TMPDIR="u8.Length..]);
                }
            }
        }

        return DefaultFolder;
    }

    /// <summary>The id that the process has in its innermost namespace: the last of the line <c>NSpid</c>.</summary>
    private int InnerId(int pid)
    {
        var status = _files.Read(pid, "status"u8);
        if (status.Outcome == ProcOutcome.Read)
        {
            var line = Encoding.UTF8.GetString(ProcFields.Line(status.Text, "NSpid:"u8, out _));
            var last = line.Split('\t', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
            if (int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var inner))
            {
                return inner;
            }
        }

        return pid;
    }
}
