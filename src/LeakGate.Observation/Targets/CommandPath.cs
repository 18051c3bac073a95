namespace LeakGate.Observation.Targets;

/// <summary>Finds the file of a program as a shell would, without one.</summary>
internal static class CommandPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// The file of a program: a name with a slash is relative to the working folder, any other is looked up in <c>PATH</c>.
    /// </summary>
    /// <returns>The path, or <see langword="null"/> when there is no such file. Whether it may be executed is for the kernel to say.</returns>
    public static string? Find(string program, string workDir, string? searchPath)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(program, workDir);
            return File.Exists(path) ? path : null;
        }

        string? notExecutable = null;
        foreach (var folder in (searchPath ?? "/usr/local/bin:/usr/bin:/bin").Split(':'))
        {
            var path = Path.Combine(Path.GetFullPath(folder.Length == 0 ? "." : folder, workDir), program);
            if (!File.Exists(path))
            {
                continue;
            }

            if ((File.GetUnixFileMode(path) & Executable) != UnixFileMode.None)
            {
                return path;
            }

            notExecutable ??= path;
        }

        return notExecutable;
    }
}
