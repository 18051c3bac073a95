using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace LeakGate.Runs.Plans;

/// <summary>
/// Name and labels of one time series, as the text format of Prometheus writes them: <c>pool_size{pool="db"}</c>. Also a choice of series: those
/// with that name that bear its labels. Immutable.
/// </summary>
public sealed class MetricSeries
{
    private readonly SortedDictionary<string, string> _labels;

    private MetricSeries(string name, SortedDictionary<string, string> labels) => (Name, _labels) = (name, labels);

    /// <summary>Name of the metric.</summary>
    public string Name { get; }

    /// <summary>Values of labels, by label.</summary>
    public IReadOnlyDictionary<string, string> Labels => _labels;

    /// <summary>Reads a text that is a series and nothing else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="series">What it names.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out MetricSeries? series)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        return TryRead(text, out series, out var length) && length == text.Length;
    }

    /// <summary>Reads the series that a text begins with.</summary>
    /// <param name="text">For example a line of an answer.</param>
    /// <param name="series">What it names.</param>
    /// <param name="length">How much of the text it takes.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out MetricSeries? series, out int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        series = null;
        length = 0;
        var name = Word(text, ref length, colons: true);
        if (name.Length == 0)
        {
            return false;
        }

        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var at = length;
        Skip(text, ref at);
        if (at < text.Length && text[at] == '{')
        {
            at++;
            if (!TryReadLabels(text, ref at, labels))
            {
                return false;
            }

            length = at;
        }

        series = new MetricSeries(name, labels);
        return true;
    }

    /// <summary>Whether another series has this name and all these labels.</summary>
    /// <param name="other">A series of an answer.</param>
    public bool Selects(MetricSeries other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return string.Equals(Name, other.Name, StringComparison.Ordinal)
            && _labels.All(label => other._labels.TryGetValue(label.Key, out var value) && string.Equals(value, label.Value, StringComparison.Ordinal));
    }

    /// <summary>As it is written, labels in the order of their names.</summary>
    public override string ToString()
    {
        if (_labels.Count == 0)
        {
            return Name;
        }

        var text = new StringBuilder(Name).Append('{');
        foreach (var (label, value) in _labels)
        {
            text.Append(text[^1] == '{' ? "" : ",").Append(label).Append("=\"")
                .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }

        return text.Append('}').ToString();
    }

    /// <summary>What follows the opening brace, to the closing one.</summary>
    private static bool TryReadLabels(string text, ref int at, SortedDictionary<string, string> labels)
    {
        while (true)
        {
            Skip(text, ref at);
            if (at < text.Length && text[at] == '}')
            {
                at++;
                return true;
            }

            var label = Word(text, ref at, colons: false);
            Skip(text, ref at);
            if (label.Length == 0 || at >= text.Length || text[at++] != '=')
            {
                return false;
            }

            Skip(text, ref at);
            if (at >= text.Length || text[at++] != '"' || Quoted(text, ref at) is not { } value || !labels.TryAdd(label, value))
            {
                return false;
            }

            Skip(text, ref at);
            if (at < text.Length && text[at] == ',')
            {
                at++;
            }
            else if (at >= text.Length || text[at] != '}')
            {
                return false;
            }
        }
    }

    /// <summary>What follows the opening quotation mark; <see langword="null"/>: there is no closing one.</summary>
    private static string? Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return value.ToString();
            }

            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
                value.Append(text[at] == 'n' ? '\n' : text[at]);
            }
            else
            {
                value.Append(text[at]);
            }
        }

        return null;
    }

    private static string Word(string text, ref int at, bool colons)
    {
        var from = at;
        while (at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] == '_' || (colons && text[at] == ':') || (at > from && char.IsAsciiDigit(text[at]))))
        {
            at++;
        }

        return text[from..at];
    }

    private static void Skip(string text, ref int at)
    {
        while (at < text.Length && (text[at] is ' ' or '\t'))
        {
            at++;
        }
    }
}
