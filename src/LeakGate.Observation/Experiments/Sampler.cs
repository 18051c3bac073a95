using System.Globalization;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Records;

namespace LeakGate.Observation.Experiments;

/// <summary>
/// Reads the target: cheap readings from its own loop, once a second if nothing else is said, floors when asked. Probes are used by one
/// thread at a time, so a floor waits for a tick to end and the other way round. A tick that does not answer is a gap in every column, and
/// no other is begun until it returns; floors go on, with the processes that the tick before it saw.
/// </summary>
internal sealed class Sampler(
    ITarget target,
    IReadOnlyList<IProbe> probes,
    Func<long> completed,
    RunClock clock,
    Action<RunRecord> record,
    TimeSpan period,
    TimeSpan? patience = null) : IAsyncDisposable
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);

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
    private readonly TimeSpan _patience = patience ?? UsualPatience;
    private ProcessTree _tree = new([]);
    private CheapReadings _before = new([], null);
    private Task<CheapReadings>? _asked;
    private volatile bool _ticking;
    private bool _told;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Thread? _loop;
    private long _ticks;

    /// <summary>Begins the loop, on a thread of its own: with the pool and its timers each reading would wake four threads.</summary>
    public void Start()
    {
        _loop = new Thread(Loop) { IsBackground = true, Name = "sampler" };
        _loop.Start();
    }

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

    /// <summary>Whether a tick was given up and has not returned since.</summary>
    private bool Hangs => _asked is { IsCompleted: false };

    /// <summary>One cheap reading now; returns its values by column, none when there is no answer.</summary>
    public async Task<IReadOnlyDictionary<string, double>> TickAsync(CancellationToken cancel)
    {
        if (!await TakeTurnAsync(cancel))
        {
            return Unanswered().Values;
        }

        try
        {
            return Keep(Hangs ? Unanswered() : await ReadAsync());
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs one piece of dear reading alone.</summary>
    public async Task<T> AloneAsync<T>(Func<ProcessTree, Task<T>> read, CancellationToken cancel)
    {
        if (!await TakeTurnAsync(cancel))
        {
            return await read(_tree);
        }

        try
        {
            return await read(Hangs ? _tree : target.ReadTree());
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await (_loop is null ? Task.CompletedTask : _over.Task.WaitAsync(_patience));
        }
        catch (TimeoutException) when (_ticking)
        {
            // It hangs in a reading, and still uses what would be let go here.
            return;
        }

        _stop.Dispose();
        _turn.Dispose();
    }

    /// <summary>Waits until nothing else reads; <see langword="false"/>: a tick of the loop hangs, which is told once, and its turn is not to be had.</summary>
    private async Task<bool> TakeTurnAsync(CancellationToken cancel)
    {
        while (!await _turn.WaitAsync(_told ? TimeSpan.Zero : _patience, cancel))
        {
            if (_ticking)
            {
                if (!_told)
                {
                    _told = true;
                    Tell();
                    _ = Keep(Unanswered());
                }

                return false;
            }

            _told = false;
        }

        _told = false;
        return true;
    }

    private Dictionary<string, double> Keep(CheapReadings read)
    {
        lock (_peaks)
        {
            foreach (var (column, value) in read.Values)
            {
                _peaks[column] = Math.Max(value, _peaks.GetValueOrDefault(column));
                _lowest[column] = _lowest.TryGetValue(column, out var low) ? Math.Min(value, low) : value;
            }
        }

        record(new SampleRecord { At = clock.Now, Requests = completed(), Values = read.Values, Gaps = read.Gaps });
        return read.Values;
    }

    private void Tell() =>
        record(new EventRecord { At = clock.Now, Level = "warning", Code = EventCodes.Gap, Text = $"The cheap readings gave {NoAnswer}." });

    private string NoAnswer => string.Create(CultureInfo.InvariantCulture, $"no answer within {_patience.TotalSeconds:0.###} s");

    private async Task<CheapReadings> ReadAsync()
    {
        // On another thread, so that this one can give it up; by the machine's own clock, since that is what a thread hangs by.
        var asked = _asked = Task.Run(ReadNow);
        try
        {
            return _before = await asked.WaitAsync(_patience);
        }
        catch (TimeoutException) when (!asked.IsCompleted)
        {
            Tell();
            return Unanswered();
        }
        catch (TimeoutException) when (asked.IsCompletedSuccessfully)
        {
            return _before = await asked;
        }
    }

    /// <summary>A gap in every column that there was.</summary>
    private CheapReadings Unanswered() => new(
        [],
        _before.Values.Keys.Concat(_before.Gaps?.Keys ?? Enumerable.Empty<string>()).ToDictionary(column => column, _ => NoAnswer, StringComparer.Ordinal));

    private CheapReadings ReadNow()
    {
        var tree = target.ReadTree();
        _tree = tree;
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

        return new CheapReadings(values, gaps);
    }

    private void TickOfLoop()
    {
        _turn.Wait(_stop.Token);
        try
        {
            _ticking = true;
            var read = Hangs ? Unanswered() : _before = ReadNow();
            _ticking = false;
            _ = Keep(read);
        }
        finally
        {
            _ticking = false;
            _turn.Release();
        }
    }

    private void Loop()
    {
        try
        {
            Repeat();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The experiment has ended: this is how the loop ends.
            _over.SetResult();
        }
        catch (Exception fault)
        {
            // Told to whoever ends the experiment.
            _over.SetException(fault);
        }
    }

    private void Repeat()
    {
        // Every reading is due at a multiple of the period since the start: a late one does not shift those after it, and one that was missed is not made up for.
        var began = clock.Now;
        for (var turn = 1L; ; turn = Math.Max(turn, (long)((clock.Now - began) / period)) + 1)
        {
            if ((turn * period) - (clock.Now - began) is { Ticks: > 0 } left)
            {
                // Timers count whole milliseconds, and would ring early.
                clock.Wait(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), _stop.Token);
            }

            TickOfLoop();
            if (++_ticks % TicksBetweenCollections == 0)
            {
                GC.Collect(0);
            }
        }
    }

    private sealed record CheapReadings(Dictionary<string, double> Values, Dictionary<string, string>? Gaps);
}
