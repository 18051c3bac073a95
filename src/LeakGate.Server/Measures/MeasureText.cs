using System.Globalization;
using System.Text;

namespace LeakGate.Server.Measures;

/// <summary>Families of metrics as Prometheus text 0.0.4.</summary>
internal sealed class MeasureText
{
    private readonly StringBuilder _text = new();

    /// <summary>One family; a sample that is not finite is left out.</summary>
    public void Family(string name, string type, string help, IEnumerable<(string Labels, double Value)> samples)
    {
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n').Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach ((string labels, double value) in samples.Where(sample => double.IsFinite(sample.Value)))
        {
            _text.Append(name).Append(labels).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    /// <summary>Labels in braces.</summary>
    public static string Labels(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        StringBuilder text = new("{");
        foreach ((string name, string value) in labels)
        {
            text.Append(text.Length > 1 ? "," : "").Append(name).Append("=\"").Append(Escaped(value)).Append('"');
        }

        return text.Append('}').ToString();
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    private static string Escaped(string value) =>
        value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
}
