namespace LeakGate.Series;

/// <summary>
/// A recorded series of any length in bounded memory: once there are too many points, two neighbours become one, the lower of
/// them. Floors are minima, so thinning loses none of them. A point may stand for several readings already: then it counts for as many,
/// and what was thinned before comes out as if it were thinned here. Not thread safe.
/// </summary>
/// <param name="most">Points kept at most; 2 or more, default 4,096.</param>
public sealed class RecordedSeries(int most = RecordedSeries.MostPoints)
{
    /// <summary>Points kept at most where nothing else is asked for.</summary>
    public const int MostPoints = 4096;

    private readonly List<RecordedPoint> _points = [];
    private RecordedPoint _lowest;
    private long _inBucket;
    private long _stride = 1;

    /// <summary>Readings added so far.</summary>
    public long Readings { get; private set; }

    /// <summary>The highest reading, also where it was thinned out; <see langword="null"/>: there is none.</summary>
    public double? Highest { get; private set; }

    /// <summary>The points kept, in order of time.</summary>
    public IReadOnlyList<RecordedPoint> Points => _inBucket == 0 ? [.. _points] : [.. _points, _lowest];

    /// <summary>Adds the next reading, or the lowest of several.</summary>
    /// <param name="point">It.</param>
    /// <param name="readings">Readings that it stands for; 1 or more.</param>
    public void Add(RecordedPoint point, long readings = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(readings, 1);
        Readings += readings;
        Highest = Math.Max(Highest ?? point.Value, point.Value);
        _lowest = _inBucket == 0 || point.Value < _lowest.Value ? point : _lowest;
        _inBucket += readings;
        if (_inBucket < _stride)
        {
            return;
        }

        _points.Add(_lowest);
        _inBucket = 0;
        if (_points.Count >= most)
        {
            Halve();
        }
    }

    private void Halve()
    {
        for (var i = 0; i < _points.Count / 2; i++)
        {
            var (first, second) = (_points[2 * i], _points[(2 * i) + 1]);
            _points[i] = second.Value < first.Value ? second : first;
        }

        var kept = _points.Count / 2;
        if (_points.Count % 2 == 1)
        {
            _points[kept++] = _points[^1];
        }

        _points.RemoveRange(kept, _points.Count - kept);
        _stride *= 2;
    }
}
