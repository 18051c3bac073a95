using System.Globalization;
using System.Text;

namespace LeakGate.Reports.Formats.TeamCity;

/// <summary>One service message of TeamCity: a line that the server reads from what a build step prints.</summary>
public static class ServiceMessage
{
    /// <summary>A message with attributes; values are escaped.</summary>
    public static string Of(string name, params IReadOnlyList<(string Key, string Value)> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return $"##teamcity[{name}{string.Concat(attributes.Select(pair => $" {pair.Key}='{Escaped(pair.Value)}'"))}]";
    }

    /// <summary>Names the folder of a report as artifacts of the build.</summary>
    /// <param name="folder">Folder of the reports.</param>
    /// <param name="place">Folder among the artifacts.</param>
    public static string Artifacts(string folder, string place) => $"##teamcity[publishArtifacts '{Escaped($"{folder} => {place}")}']";

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '|' or '\'' or '[' or ']' => "|" + letter,
                '\n' => "|n",
                '\r' => "|r",
                < ' ' or > '~' => "|0x" + ((int)letter).ToString("X4", CultureInfo.InvariantCulture),
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }
}
