using System.Globalization;
using System.Text;

namespace LeakyApp.Leaks;

/// <summary>
/// LEAK: temporary files that are opened, written and never closed.
/// </summary>
/// <remarks>
/// How it comes about: the file is deleted, so it looks cleaned up. But a deleted file lives until its last descriptor is
/// closed: its blocks stay taken (<c>df</c> shows them, <c>du</c> does not), and the descriptor counts against the limit,
/// often 1,024; then "Too many open files" strikes wherever the next file or socket is opened, far from the cause.
/// Seen from outside: <c>/proc/PID/fd</c> fills with <c>…/leak_1.txt (deleted)</c>, <c>…/leak_2.txt (deleted)</c> and so on.
/// Done rightly: HealthyApp/TemporaryFiles.cs, <c>await using</c>.
/// </remarks>
internal static class OpenFiles
{
    private static readonly List<FileStream> Opened = [];
    private static readonly Lock Gate = new();
    private static long _number;

    /// <summary>Files that are open now.</summary>
    public static int Count
    {
        get
        {
            lock (Gate)
            {
                return Opened.Count;
            }
        }
    }

    public static async Task<string> WriteAsync(CancellationToken cancel)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"leak_{Interlocked.Increment(ref _number)}.txt");
        var path = Path.Combine(Path.GetTempPath(), name);

        // One write and no buffer (0): what leaks here is the descriptor, not a 4 KB buffer with it.
        var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        lock (Gate)
        {
            Opened.Add(file);
        }

        File.Delete(path);
        await file.WriteAsync(Encoding.UTF8.GetBytes(name), cancel);
        return name;
    }
}
