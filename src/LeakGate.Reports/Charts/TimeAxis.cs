using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Charts;

/// <summary>Ticks of a time axis: round in seconds, minutes or hours, whichever the whole takes.</summary>
internal static class TimeAxis
{
    private static readonly double[] Steps =
        [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800];

    /// <summary>A time axis from 0, in seconds.</summary>
    public static AxisScale Of(double seconds, double from, double to)
    {
        var high = Math.Max(seconds, 0.1);
        return new AxisScale(0, high, Steps.FirstOrDefault(step => high / step <= 6, high / 5), from, to);
    }

    /// <summary>A time on the axis: <c>30 s</c>, <c>5 min</c>, <c>1 h 30 min</c>.</summary>
    public static string Words(TimeSpan time, Language language) =>
        time.TotalSeconds < 119.5 && time.TotalSeconds >= 1 && Math.Abs(time.TotalSeconds - Math.Round(time.TotalSeconds)) < 1e-6
            ? Quantity.In(language).About(time)
            : time == TimeSpan.Zero ? Quantity.In(language).About(time) : Quantity.In(language).Duration(time);
}
