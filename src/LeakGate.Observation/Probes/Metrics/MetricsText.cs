using System.Globalization;
using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Probes.Metrics;

/// <summary>
/// The text in which a program tells its metrics: format 0.0.4 of Prometheus, and OpenMetrics as far as it agrees.
/// <see href="https://prometheus.io/docs/instrumenting/exposition_formats/"/>.
/// </summary>
internal static class MetricsText
{
    /// <summary>Every sample, in order. Comments, time stamps and exemplars are left out.</summary>
    /// <exception cref="FormatException">A line is no sample; the message has its number and how it begins.</exception>
    public static IEnumerable<(MetricSeries Series, double Value)> Read(string text)
    {
        var number = 0;
        foreach (var whole in text.Split('\n'))
        {
            number++;
            var line = whole.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!MetricSeries.TryRead(line, out var series, out var length) || Value(line[length..]) is not { } value)
            {
                throw new FormatException(string.Create(
                    CultureInfo.InvariantCulture, $"line {number} is no metric of Prometheus: {(line.Length > 60 ? line[..60] + "…" : line)}"));
            }

            yield return (series, value);
        }
    }

    private static double? Value(string rest)
    {
        var word = rest.TrimStart().Split([' ', '\t'], 2)[0];
        return word switch
        {
            "+Inf" or "Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
        };
    }
}
