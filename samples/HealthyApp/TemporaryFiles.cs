using System.Globalization;
using System.Text;

namespace HealthyApp;

/// <summary>Temporary files that are closed and deleted when the work is done. Thread safe.</summary>
/// <remarks>
/// The twin of LeakyApp's OpenFiles: <c>await using</c> closes the file on every way out, and <c>DeleteOnClose</c> takes its
/// name from the disk with it.
/// </remarks>
internal sealed class TemporaryFiles
{
    private long _number;
    private int _open;

    /// <summary>Files that are open now.</summary>
    public int Count => Volatile.Read(ref _open);

    public async Task<string> WriteAsync(CancellationToken cancel)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"healthy_{Environment.ProcessId}_{Interlocked.Increment(ref _number)}.txt");
        Interlocked.Increment(ref _open);
        try
        {
            await using var file = new FileStream(
                Path.Combine(Path.GetTempPath(), name),
                FileMode.Create,
                FileAccess.ReadWrite,
                FileShare.Read,
                bufferSize: 0,
                FileOptions.DeleteOnClose);
            await file.WriteAsync(Encoding.UTF8.GetBytes(name), cancel);
            return name;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
