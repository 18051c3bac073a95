using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LeakGate.Server.Measures;
using Microsoft.AspNetCore.SignalR;

namespace LeakGate.Server.Live;

/// <summary><c>/live</c>: the same events as the event stream, over WebSocket. A reader that is too slow loses samples, and is told how many; nothing else is ever left out.</summary>
internal sealed class LiveHub(RunFollower follower, ServerMeasures measures, TimeProvider time) : Hub
{
    private const int MostWaiting = 256;

    /// <summary>How long a sample waits for a slow reader before it is left out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>Follows a run.</summary>
    /// <param name="run">Its id.</param>
    /// <param name="after">Position of the last event that was seen; <see langword="null"/>: from the beginning.</param>
    /// <param name="cancel">Ends it.</param>
    public async IAsyncEnumerable<LiveEvent> Follow(string run, string? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!follower.Knows(run) || LivePosition.Parse(after) is not { } position)
        {
            throw new HubException("There is no such run, or no such position.");
        }

        Channel<LiveEvent> channel = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel, Context.ConnectionAborted);
        Task feeding = FeedAsync(run, position, channel.Writer, end.Token);
        measures.Watch(1);
        try
        {
            await foreach (LiveEvent read in channel.Reader.ReadAllAsync(cancel))
            {
                yield return read;
            }
        }
        finally
        {
            measures.Watch(-1);
            await end.CancelAsync();
            await feeding;
        }
    }

    private async Task FeedAsync(string run, LivePosition position, ChannelWriter<LiveEvent> writer, CancellationToken cancel)
    {
        try
        {
            long dropped = 0;
            await foreach (LiveEvent read in follower.FollowAsync(run, position, cancel))
            {
                LiveEvent told = read with { Dropped = dropped };
                if (writer.TryWrite(told) || await WaitAsync(writer, told, cancel))
                {
                    dropped = 0;
                }
                else
                {
                    dropped++;
                    measures.Drop();
                }
            }

            writer.Complete();
        }
        catch (OperationCanceledException)
        {
            writer.TryComplete();
        }
        catch (Exception fault)
        {
            // The reader meets it where it reads.
            writer.TryComplete(fault);
        }
    }

    private async Task<bool> WaitAsync(ChannelWriter<LiveEvent> writer, LiveEvent read, CancellationToken cancel)
    {
        if (read.Kind != "sample")
        {
            await writer.WriteAsync(read, cancel);
            return true;
        }

        using CancellationTokenSource patience = new(Patience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            await writer.WriteAsync(read, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
