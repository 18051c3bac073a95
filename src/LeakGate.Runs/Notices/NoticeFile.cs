using System.Text.Json;

namespace LeakGate.Runs.Notices;

/// <summary>The memory as a file, where the history can't be reached. Each write replaces the whole file.</summary>
/// <param name="path">Absolute path of the file; its folder is made where it does not stand.</param>
public sealed class NoticeFile(string path) : INoticeMemory
{
    /// <summary>Name of the file beside the run folders.</summary>
    public const string Name = "notices.json";

    /// <inheritdoc />
    public async Task<IReadOnlyList<Notice>> OfBranchAsync(string branch, CancellationToken cancel) =>
        [.. (await ReadAsync(cancel)).Where(notice => notice.Branch == branch)];

    /// <inheritdoc />
    public async Task KeepAsync(IReadOnlyList<Notice> notices, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(notices);
        var kept = (await ReadAsync(cancel)).ToDictionary(KeyOf);
        foreach (var notice in notices)
        {
            kept[KeyOf(notice)] = notice;
        }

        var young = kept.Values.Where(notice => now - notice.Seen <= NoticeRetention.Age).OrderByDescending(notice => notice.Seen).Take(NoticeRetention.Most);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        RunFolder.WriteWhole(path, JsonSerializer.SerializeToUtf8Bytes(young, RunJson.Indented));
    }

    private static (string Channel, string Branch, string Target, string Key) KeyOf(Notice notice) =>
        (notice.Channel, notice.Branch, notice.Target, notice.Key);

    private async Task<IReadOnlyList<Notice>> ReadAsync(CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        await using var stream = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<List<Notice>>(stream, RunJson.Line, cancel) ?? [];
    }
}
