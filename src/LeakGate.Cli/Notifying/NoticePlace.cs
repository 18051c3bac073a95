using LeakGate.History;
using LeakGate.Runs.Notices;
using LeakGate.Runs.Plans;

namespace LeakGate.Cli.Notifying;

/// <summary>Where it is remembered what was told: in the history, or beside the runs where that can't be reached.</summary>
internal static class NoticePlace
{
    public static async Task<INoticeMemory> OpenAsync(Secret? place, CliHost host, Action<string> tell, CliTexts texts, CancellationToken cancel)
    {
        string folder = Path.Combine(host.CurrentFolder, ".leakgate");
        try
        {
            // The history holds no connection open, so its memory outlives it.
            await using IHistory history = await HistoryPlace.OpenAsync(place, folder, cancel);
            return history.Notices;
        }
        catch (HistoryException fault)
        {
            tell(new NotifyTexts(texts.Language).NotKept(fault.Message));
            return new NoticeFile(Path.Combine(folder, NoticeFile.Name));
        }
    }
}
