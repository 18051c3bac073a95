using System.Text;
using System.Text.RegularExpressions;

namespace LeakGate.Runs.Configuration.Drafts;

/// <summary>Plain text on its way into a configuration: what LeakGate would fill in is escaped, so that the same text comes out again.</summary>
public static partial class FileText
{
    /// <summary>Text of a path, header or body: <c>{{</c> and <c>${</c> stand for themselves.</summary>
    public static string Template(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Value(text).Replace("{{", "{{{{", StringComparison.Ordinal);
    }

    /// <summary>Any other text: <c>${</c> and <c>$$</c> stand for themselves.</summary>
    public static string Value(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder escaped = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool special = text[i] == '$' && i + 1 < text.Length && text[i + 1] is '$' or '{';
            escaped.Append(special ? "$$" : text[i].ToString());
        }

        return escaped.ToString();
    }

    /// <summary>The name of an environment variable made of any words: <c>X-Api-Key</c> is <c>X_API_KEY</c>.</summary>
    public static string Variable(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        string name = string.Concat(words.Select(sign => char.IsAsciiLetterOrDigit(sign) ? char.ToUpperInvariant(sign) : '_')).Trim('_');
        return name.Length == 0 ? "VALUE" : char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }

    /// <summary>The environment variables that texts of a file ask for and that have no default, each once.</summary>
    public static IReadOnlyList<string> VariablesIn(IEnumerable<string> texts) =>
    [
        .. texts
            .SelectMany(text => Asked().Matches(text))
            .Select(match => match.Groups["name"].Value)
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\$\$|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();
}
