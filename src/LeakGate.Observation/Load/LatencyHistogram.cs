using System.Numerics;
using LeakGate.Runs.Records;

namespace LeakGate.Observation.Load;

/// <summary>
/// Latencies in bounded memory (13 KB): a log-linear histogram of nanoseconds. A value v with 2ᵉ ≤ v &lt; 2ᵉ⁺¹ falls into
/// bucket (e − 10)·64 + ⌊(v − 2ᵉ) / 2ᵉ⁻⁶⌋, for e from 10 (1.02 µs) to 35 (68.7 s). Buckets are 2ᵉ⁻⁶ wide and a quantile is
/// told as its bucket's middle, so its relative error is at most 2ᵉ⁻⁷ / 2ᵉ = 1/128 (0.79 %). Values outside count in the
/// end buckets; the largest and smallest value are kept exactly, and no quantile is told beyond them.
/// Any thread may record; read and merge when no one records.
/// </summary>
public sealed class LatencyHistogram
{
    private const int FirstExponent = 10;
    private const int LastExponent = 35;
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;

    private readonly long[] _counts = new long[(LastExponent - FirstExponent + 1) * Steps];
    private long _max = long.MinValue;
    private long _min = long.MaxValue;

    /// <summary>How many values were recorded.</summary>
    public long Count => _counts.Sum();

    /// <summary>Records one latency; below zero (a clock that was set back) counts as zero.</summary>
    public void Record(TimeSpan latency)
    {
        var nanoseconds = Math.Clamp(latency.Ticks, 0, long.MaxValue / TimeSpan.NanosecondsPerTick) * TimeSpan.NanosecondsPerTick;
        Interlocked.Increment(ref _counts[BucketOf(nanoseconds)]);
        Raise(ref _max, nanoseconds);
        Lower(ref _min, nanoseconds);
    }

    /// <summary>Adds another histogram's values to this one.</summary>
    public void Merge(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        _max = Math.Max(_max, other._max);
        _min = Math.Min(_min, other._min);
    }

    /// <summary>
    /// The quantile by nearest rank: the ⌈p·count⌉-th smallest value, within 0.79 % when it lies between 1.02 µs and 68.7 s.
    /// </summary>
    /// <param name="p">0 to 1.</param>
    /// <returns>Milliseconds; <see langword="null"/> when nothing was recorded.</returns>
    public double? Quantile(double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        var count = Count;
        if (count == 0)
        {
            return null;
        }

        var rank = Math.Max(1, (long)Math.Ceiling(p * count));
        var bucket = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[bucket])
        {
            bucket++;
        }

        return Milliseconds(Math.Clamp(MiddleOf(bucket), _min, _max));
    }

    /// <summary>The largest value, exactly, in milliseconds; <see langword="null"/> when nothing was recorded.</summary>
    public double? Max => Count == 0 ? null : Milliseconds(_max);

    /// <summary>p50, p95, p99 and the largest value; <see langword="null"/> when nothing was recorded.</summary>
    public LatencyRecord? ToRecord() =>
        Quantile(0.50) is { } p50 && Quantile(0.95) is { } p95 && Quantile(0.99) is { } p99 && Max is { } max
            ? new LatencyRecord(p50, p95, p99, max)
            : null;

    private static int BucketOf(long nanoseconds)
    {
        var exponent = BitOperations.Log2((ulong)nanoseconds);
        if (exponent < FirstExponent)
        {
            return 0;
        }

        return exponent > LastExponent
            ? ((LastExponent - FirstExponent + 1) * Steps) - 1
            : ((exponent - FirstExponent) * Steps) + (int)((nanoseconds >> (exponent - StepBits)) & (Steps - 1));
    }

    private static double MiddleOf(int bucket)
    {
        var exponent = FirstExponent + (bucket / Steps);
        var width = 1L << (exponent - StepBits);
        return (1L << exponent) + (bucket % Steps * width) + (width / 2.0);
    }

    private static double Milliseconds(double nanoseconds) => nanoseconds / 1e6;

    private static void Raise(ref long place, long value)
    {
        var seen = Volatile.Read(ref place);
        while (value > seen)
        {
            var was = Interlocked.CompareExchange(ref place, value, seen);
            if (was == seen)
            {
                return;
            }

            seen = was;
        }
    }

    private static void Lower(ref long place, long value)
    {
        var seen = Volatile.Read(ref place);
        while (value < seen)
        {
            var was = Interlocked.CompareExchange(ref place, value, seen);
            if (was == seen)
            {
                return;
            }

            seen = was;
        }
    }
}
