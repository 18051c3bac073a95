namespace LeakGate.Server.Folders;

/// <summary>The files of a run folder; nothing outside of it can be named, and no link in it is followed.</summary>
internal sealed class RunFiles(string runsFolder, string runId)
{
    private const int MostFiles = 1000;

    private string Folder => Path.Combine(Path.GetFullPath(runsFolder), runId);

    public bool Stand => Directory.Exists(Folder);

    /// <summary>Folders of the targets that have begun.</summary>
    public IReadOnlyList<string> Targets() => !Stand ? [] :
        [.. Directory.GetDirectories(Folder).Where(folder => File.Exists(Path.Combine(folder, "run.jsonl"))).Order(StringComparer.Ordinal)];

    /// <summary>Paths and sizes, below the folder.</summary>
    public IReadOnlyList<RunFile> All() => !Stand ? [] :
    [
        .. Directory.EnumerateFiles(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden })
            .Order(StringComparer.Ordinal).Take(MostFiles)
            .Select(file => new RunFile(Path.GetRelativePath(Folder, file), new FileInfo(file).Length)),
    ];

    /// <summary>A file by its path below the folder; <see langword="null"/>: there is none, or it is none of this run.</summary>
    public string? Find(string path)
    {
        string current = Folder;
        foreach (string step in path.Split('/'))
        {
            current = Path.Combine(current, step);
            if (step is "" or "." or ".." || step[0] == '.' || step.AsSpan().ContainsAny('\\', '\0') || new FileInfo(current).LinkTarget is not null)
            {
                return null;
            }
        }

        return File.Exists(current) ? current : null;
    }

    public static string ContentType(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".json" => "application/json",
        ".jsonl" => "application/jsonl",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".csv" => "text/csv; charset=utf-8",
        ".xml" => "application/xml",
        ".md" or ".log" or ".txt" or ".prom" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}

/// <summary>One file.</summary>
/// <param name="Path">Path below the folder of the run.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record RunFile(string Path, long Bytes);
