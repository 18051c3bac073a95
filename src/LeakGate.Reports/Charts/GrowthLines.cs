using LeakGate.Runs;

namespace LeakGate.Reports.Charts;

/// <summary>
/// Where the judged growth lies on the plot. The slopes are those of the verdict; here they only get a place: through the middle of
/// the judged floors, the way Sen's line is placed, and the margin from the last floor before them.
/// </summary>
internal sealed class GrowthLines
{
    private readonly VerdictDocument.Amount _amount;
    private readonly double _margin;
    private readonly double _level;

    private GrowthLines(FloorSeries series, IReadOnlyList<FloorPoint> judged, VerdictDocument.Amount amount)
    {
        _amount = amount;
        _margin = series.Resource.Margin;
        First = judged[0];
        LastX = judged[^1].X;
        MarginFrom = series.Points.LastOrDefault(point => point.Stage == "pilot" && point.X <= First.X) ?? First;
        Middle = Median(judged.Select(point => point.X));
        _level = Median(judged.Select(point => point.Y - (amount.Estimate * (point.X - Middle))));
    }

    public FloorPoint First { get; }

    public FloorPoint MarginFrom { get; }

    public double LastX { get; }

    public double Middle { get; }

    /// <summary>The lines of a resource whose growth was measured over two judged floors or more.</summary>
    public static GrowthLines? Of(FloorSeries series)
    {
        var judged = series.Judged.ToList();
        return judged.Count >= 2 && (series.Resource.PerRequest ?? series.Resource.PerHour) is { } amount
            && double.IsFinite(amount.Estimate) && double.IsFinite(amount.Low) && double.IsFinite(amount.High)
            ? new GrowthLines(series, judged, amount) : null;
    }

    public double Estimate(double x) => _level + (_amount.Estimate * (x - Middle));

    public double Upper(double x) => _level + ((x < Middle ? _amount.Low : _amount.High) * (x - Middle));

    public double Lower(double x) => _level + ((x < Middle ? _amount.High : _amount.Low) * (x - Middle));

    public double Margin(double x) => MarginFrom.Y + (_margin * (x - MarginFrom.X));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
