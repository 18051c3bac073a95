using System.Globalization;
using System.Text;
using LeakGate.Reports.Wording;

namespace LeakGate.Reports.Formats.Prometheus;

/// <summary>One metric with its help and samples. All are gauges: they tell of one run that has ended.</summary>
/// <param name="Name">Name with its unit at its end.</param>
/// <param name="Help">What it is, in English as all of Prometheus.</param>
/// <param name="Samples">Labels and value; one that is not finite is left out.</param>
internal sealed record MetricFamily(string Name, string Help, IReadOnlyList<MetricSample> Samples)
{
    /// <summary>The family in the text format 0.0.4; OpenMetrics reads the same but for the end of the file.</summary>
    public void Append(StringBuilder text)
    {
        var known = Samples.Where(sample => double.IsFinite(sample.Value)).ToList();
        if (known.Count == 0)
        {
            return;
        }

        text.Append("# HELP ").Append(Name).Append(' ').Append(Help).Append("\n# TYPE ").Append(Name).Append(" gauge\n");
        foreach (var (labels, value) in known)
        {
            text.Append(Name).Append('{').AppendJoin(',', labels.Select(label => $"{label.Name}=\"{Escaped(label.Value)}\""))
                .Append("} ").Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    private static string Escaped(string text) => TextColumns.Fit(SafeText.Of(text), 200)
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

/// <summary>One value.</summary>
internal sealed record MetricSample(IReadOnlyList<(string Name, string Value)> Labels, double Value);
