using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Tests.Trends.Simulation;
using LeakGate.Verdicts;

namespace LeakGate.Tests.Verdicts;

/// <summary>A made-up recording of resident memory or of a count: one reading every ten seconds, from a seed.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Values">Readings from seed and number.</param>
/// <param name="Unit">Of the column.</param>
/// <param name="Restarts">Row at which a counter falls; 0: none.</param>
internal sealed record RecordedShape(string Name, Func<Noise, int, double[]> Values, Unit Unit = Unit.Bytes, int Restarts = 0)
{
    public const int Rows = 1080;
    public const double Interval = 10;
    public const double RequestsPerSecond = 50;
    public const double Mib = 1024 * 1024;

    /// <summary>A curve in MiB with independent noise of so many MiB.</summary>
    public static RecordedShape Curve(string name, double noise, Func<int, double> curve, int restarts = 0) => new(
        name, (n, rows) => [.. Enumerable.Range(0, rows).Select(i => Math.Max(0, curve(i) + (noise * n.Normal())) * Mib)], Unit.Bytes, restarts);

    /// <summary>Values that run on from one reading to the next, in MiB.</summary>
    public static RecordedShape Running(string name, double start, Func<Noise, double, int, double> next) => new(name, (n, rows) =>
    {
        var values = new double[rows];
        var value = start;
        for (var i = 0; i < rows; i++)
        {
            value = next(n, value, i);
            values[i] = Math.Max(0, value) * Mib;
        }

        return values;
    });

    /// <summary>The verdict of the whole recording of three hours.</summary>
    public Verdict Judge(int seed, bool byRequests, int rows = Rows)
    {
        var resource = Unit == Unit.Bytes ? Resource.Memory with { Column = "rss_bytes" } : Resource.Descriptors;
        var series = new RecordedSeries();
        var requests = new RecordedSeries();
        var values = Values(new Noise(seed), rows);
        for (var i = 0; i < rows; i++)
        {
            double? sent = byRequests ? i * Interval * RequestsPerSecond : null;
            series.Add(new RecordedPoint(i * Interval, sent, values[i]));
            if (sent is { } count)
            {
                requests.Add(new RecordedPoint(i * Interval, count, count));
            }
        }

        return RecordedJudge.Judge(new Recording
        {
            Columns = [new RecordedColumn(resource, series.Points, series.Highest)],
            Requests = requests.Points,
            Restarts = Restarts > 0 ? [Restarts * Interval] : [],
            Seconds = (rows - 1) * Interval,
        });
    }
}
