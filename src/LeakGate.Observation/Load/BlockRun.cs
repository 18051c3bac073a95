using System.Collections.Concurrent;
using LeakGate.Runs.Plans.Templates;

namespace LeakGate.Observation.Load;

/// <summary>
/// One block while it runs, as its connections share it: which index comes next, when it is due, when to stop, and what
/// has come of it. Thread safe.
/// </summary>
internal sealed class BlockRun : IDisposable
{
    /// <summary>A target that fails this many requests in a row without an answer has died.</summary>
    private const int FailuresThatEndTheBlock = 50;

    private readonly KeyBlock _keys;
    private readonly TimeProvider _time;
    private readonly LoadProgress _progress;
    private readonly double? _rate;
    private readonly int _patience;
    private readonly CancellationToken _cancel;
    private readonly CancellationTokenSource _stopped;
    private readonly long _start;
    private readonly LatencyHistogram[] _latency;
    private readonly ConcurrentDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private long _next;
    private long _firstUnsent;
    private int _unanswered;
    private volatile string? _aborted;
    private volatile bool _deadlinePassed;

    public BlockRun(KeyBlock keys, int kinds, double? rate, int concurrency, LoadProgress progress, TimeProvider time, CancellationToken cancel)
    {
        _keys = keys;
        _rate = rate;
        _progress = progress;
        _time = time;
        _cancel = cancel;
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        // One hiccup fails as many requests at once as there are connections.
        _patience = Math.Max(FailuresThatEndTheBlock, 2 * concurrency);
        _firstUnsent = keys.Order.Requests;
        _latency = [.. Enumerable.Range(0, kinds).Select(_ => new LatencyHistogram())];
        _start = time.GetTimestamp();
    }

    /// <summary>Requests from the block's beginning that were sent without a gap.</summary>
    public long SentWithoutGap => Math.Min(Volatile.Read(ref _firstUnsent), Volatile.Read(ref _next));

    public string? Aborted => _aborted;

    public bool DeadlinePassed => _deadlinePassed;

    public IReadOnlyDictionary<string, long> Errors => _errors;

    public IReadOnlyList<LatencyHistogram> Latency => _latency;

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>Sends on one connection until nothing is left to send.</summary>
    public async Task SendAsync(LoadConnection connection)
    {
        await using var abort = _cancel.UnsafeRegister(static state => ((LoadConnection)state!).Cancel(), connection);
        try
        {
            while (Next() is { } index)
            {
                var started = _time.GetTimestamp();
                if (_rate is { } rate)
                {
                    var due = _start + (long)(index / rate * _time.TimestampFrequency);
                    if (!await WaitAsync(due))
                    {
                        Forgo(index);
                        return;
                    }

                    // From the intended start: a target that stalls makes later requests wait, and that is its latency.
                    started = due;
                }

                await SendOneAsync(connection, _keys.At(index), started);
            }
        }
        catch
        {
            // What one connection cannot go on from, the others need not wait for.
            await _stopped.CancelAsync();
            throw;
        }
    }

    public void Dispose() => _stopped.Dispose();

    private long? Next()
    {
        _cancel.ThrowIfCancellationRequested();
        if (Volatile.Read(ref _next) >= _keys.Order.Requests || _stopped.IsCancellationRequested)
        {
            return null;
        }

        if (_keys.Order.Deadline is { } deadline && Elapsed >= deadline)
        {
            _deadlinePassed = true;
            return null;
        }

        var index = Interlocked.Increment(ref _next) - 1;
        return index < _keys.Order.Requests ? index : null;
    }

    private async ValueTask<bool> WaitAsync(long due)
    {
        if (_keys.Order.Deadline is { } deadline && _time.GetElapsedTime(_start, due) >= deadline)
        {
            _deadlinePassed = true;
            return false;
        }

        for (var now = _time.GetTimestamp(); now < due; now = _time.GetTimestamp())
        {
            // Timers count whole milliseconds and would round a shorter wait down to none.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(_time.GetElapsedTime(now, due).TotalMilliseconds));
            try
            {
                await Task.Delay(wait, _time, _stopped.Token);
            }
            catch (OperationCanceledException) when (!_cancel.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask SendOneAsync(LoadConnection connection, TemplateContext context, long started)
    {
        var completed = false;
        _progress.CountSent(context.Request);
        try
        {
            var (failure, answered) = await connection.SendAsync(context, _cancel);
            completed = failure is null;
            if (completed)
            {
                _latency[context.Request].Record(_time.GetElapsedTime(started));
            }
            else
            {
                _errors.AddOrUpdate(failure!, 1, static (_, count) => count + 1);
            }

            Judge(failure, answered);
        }
        finally
        {
            if (completed)
            {
                _progress.CountCompleted(context.Request);
            }
            else
            {
                _progress.CountFailed(context.Request);
            }
        }
    }

    private void Judge(string? failure, bool answered)
    {
        if (answered)
        {
            if (Volatile.Read(ref _unanswered) != 0)
            {
                Volatile.Write(ref _unanswered, 0);
            }
        }
        else if (Interlocked.Increment(ref _unanswered) == _patience)
        {
            _aborted = failure;
            _stopped.Cancel();
        }
    }

    private void Forgo(long index)
    {
        var seen = Volatile.Read(ref _firstUnsent);
        while (index < seen)
        {
            var was = Interlocked.CompareExchange(ref _firstUnsent, index, seen);
            if (was == seen)
            {
                return;
            }

            seen = was;
        }
    }
}
