using System.Globalization;
using System.Text;

namespace LeakGate.Observation.Targets;

/// <summary>
/// Brings what a container prints into the log of its target. An engine that is away for a while keeps it, and goes on where it was
/// when it is back.
/// </summary>
/// <param name="target">Name of the target, for messages.</param>
/// <param name="container">The container.</param>
/// <param name="containers">Its engine.</param>
/// <param name="log">Takes what it prints.</param>
/// <param name="time">The clock.</param>
internal sealed class ContainerOutput(string target, string container, OwnContainers containers, BoundedLog log, TimeProvider time)
{
    private const int LeastStamp = 20;
    private const int MostStamp = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Time of the last piece that was taken, as the engine writes it: texts of one width, so their order is that of time.</summary>
    private string _last = "";

    /// <summary>The same when the engine was last asked: what is not later comes again.</summary>
    private string _before = "";

    /// <summary>Reads until the container has ended and all is read.</summary>
    /// <param name="ended">Completes when its process has ended.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task FollowAsync(Task ended, CancellationToken cancel)
    {
        bool isLast;
        do
        {
            isLast = ended.IsCompleted;
            _before = _last;
            try
            {
                await containers.ReadOutputAsync(target, container, SecondsOf(_last), follow: !isLast, Take, cancel);
            }
            catch (TargetFailedException failure) when (isLast)
            {
                log.Append(Encoding.UTF8.GetBytes($"[leakgate: what it printed last is not known: {failure.What}]\n"));
            }
            catch (TargetFailedException)
            {
                // The engine is away, and keeps what is printed meanwhile. It is asked again.
            }

            if (!isLast)
            {
                await Task.WhenAny(ended, Task.Delay(Pause, time, cancel));
                cancel.ThrowIfCancellationRequested();
            }
        }
        while (!isLast);
    }

    private void Take(ReadOnlyMemory<byte> piece)
    {
        var text = piece.Span;
        var blank = text.IndexOf((byte)' ');
        if (blank is < LeastStamp or > MostStamp)
        {
            throw new InvalidDataException("what a container prints comes without its time");
        }

        var stamp = Encoding.ASCII.GetString(text[..blank]);
        if (string.CompareOrdinal(stamp, _before) > 0)
        {
            _last = stamp;
            log.Append(text[(blank + 1)..]);
        }
    }

    private static long SecondsOf(string stamp) =>
        DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUnixTimeSeconds() : 0;
}
