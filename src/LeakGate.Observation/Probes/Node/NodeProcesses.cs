using System.Collections.Frozen;
using System.Text;
using LeakGate.Observation.ProcFs;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Probes.Node;

/// <summary>
/// Recognises processes that run Node.js: their program is called <c>node</c> or <c>nodejs</c>. A package manager that only started the
/// service (<c>npm start</c>) is none of them: it would take the port that the service's inspector wants.
/// </summary>
internal sealed class NodeProcesses(string procRoot)
{
    private const string Replaced = " (deleted)";

    private static readonly FrozenSet<string> Managers = FrozenSet.Create(StringComparer.Ordinal, "npm", "npm-cli", "npx", "npx-cli", "yarn", "pnpm");

    private readonly ProcFiles _files = new(procRoot);

    /// <summary>Whether a command line is that of npm, yarn or pnpm: by its title (npm sets it), or by the script that runs.</summary>
    /// <param name="commandLine">Words of the command line, each ended by a zero byte.</param>
    public static bool IsPackageManager(ReadOnlySpan<byte> commandLine)
    {
        var words = Encoding.UTF8.GetString(commandLine).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 0 && Managers.Contains(words[0].Split(' ')[0]))
        {
            return true;
        }

        var script = words.Skip(1).FirstOrDefault(word => !word.StartsWith('-'));
        return script is not null && Managers.Contains(Path.GetFileNameWithoutExtension(script));
    }

    /// <summary>The members of a tree that are.</summary>
    public List<ProcessId> In(ProcessTree tree) => [.. tree.Members.Where(member => Runs(member.Id))];

    private bool Runs(int process)
    {
        // It ended meanwhile, or is not ours to read: then nothing can be said of it.
        var link = _files.ReadLink(process, "exe"u8);
        if (link.Outcome != ProcOutcome.Read)
        {
            return false;
        }

        var path = Encoding.UTF8.GetString(link.Text);
        path = path.EndsWith(Replaced, StringComparison.Ordinal) ? path[..^Replaced.Length] : path;
        return Path.GetFileName(path) is "node" or "nodejs" && !IsPackageManager(_files.Read(process, "cmdline"u8).Text);
    }
}
