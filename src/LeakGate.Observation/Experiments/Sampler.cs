using LeakGate.Observation.Probes;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Records;

namespace LeakGate.Observation.Experiments;

/// <summary>
/// Reads the target: cheap readings from its own loop, once a second if nothing else is said, floors when asked. Probes are used by one
/// thread at a time, so a floor waits for a tick to end and the other way round.
/// </summary>
internal sealed class Sampler(
    ITarget target, IReadOnlyList<IProbe> probes, Func<long> completed, RunClock clock, Action<RunRecord> record, TimeSpan period) : IAsyncDisposable
{
    /// <summary>
    /// A tick leaves some 4 KB to the youngest generation, which the collector would let grow by megabytes before it looks: twenty minutes of
    /// watching looked like a leak of 15 MB an hour. Collecting it costs less than a millisecond.
    /// </summary>
    private const int TicksBetweenCollections = 60;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ReadingSet _tick = new();
    private readonly Dictionary<string, double> _peaks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _lowest = new(StringComparer.Ordinal);
    private Task _loop = Task.CompletedTask;
    private long _ticks;

    /// <summary>Begins the loop.</summary>
    public void Start() => _loop = Task.Run(LoopAsync);

    /// <summary>Forgets the peaks of the block before.</summary>
    public void BeginBlock()
    {
        lock (_peaks)
        {
            _peaks.Clear();
            _lowest.Clear();
        }
    }

    /// <summary>Highest cheap readings since <see cref="BeginBlock"/>, by column.</summary>
    public Dictionary<string, double> Peaks()
    {
        lock (_peaks)
        {
            return new Dictionary<string, double>(_peaks, StringComparer.Ordinal);
        }
    }

    /// <summary>Lowest cheap readings since <see cref="BeginBlock"/>, by column.</summary>
    public Dictionary<string, double> Lowest()
    {
        lock (_peaks)
        {
            return new Dictionary<string, double>(_lowest, StringComparer.Ordinal);
        }
    }

    /// <summary>One cheap reading now; returns its values by column.</summary>
    public async Task<IReadOnlyDictionary<string, double>> TickAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var tree = target.ReadTree();
            _tick.Clear();
            foreach (var probe in probes)
            {
                probe.ReadTick(tree, _tick);
            }

            var values = new Dictionary<string, double>(StringComparer.Ordinal);
            Dictionary<string, string>? gaps = null;
            foreach (var (column, reading) in _tick.Readings)
            {
                if (reading.Value is { } value)
                {
                    values[column] = value;
                }
                else
                {
                    (gaps ??= new Dictionary<string, string>(StringComparer.Ordinal))[column] = reading.Gap!;
                }
            }

            lock (_peaks)
            {
                foreach (var (column, value) in values)
                {
                    _peaks[column] = Math.Max(value, _peaks.GetValueOrDefault(column));
                    _lowest[column] = _lowest.TryGetValue(column, out var low) ? Math.Min(value, low) : value;
                }
            }

            record(new SampleRecord { At = clock.Now, Requests = completed(), Values = values, Gaps = gaps });
            return values;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs one piece of dear reading alone.</summary>
    public async Task<T> AloneAsync<T>(Func<ProcessTree, Task<T>> read, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await read(target.ReadTree());
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _turn.Dispose();
    }

    private async Task LoopAsync()
    {
        // Every reading is due at a multiple of the period since the start: a late one does not shift those after it, and one that was missed is not made up for.
        var began = clock.Now;
        try
        {
            for (var turn = 1L; ; turn = Math.Max(turn, (long)((clock.Now - began) / period)) + 1)
            {
                if ((turn * period) - (clock.Now - began) is { Ticks: > 0 } left)
                {
                    // Timers count whole milliseconds, and would ring early.
                    await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), clock.Time, _stop.Token);
                }

                await TickAsync(_stop.Token);
                if (++_ticks % TicksBetweenCollections == 0)
                {
                    GC.Collect(0);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The experiment has ended: this is how the loop ends.
            return;
        }
    }
}
