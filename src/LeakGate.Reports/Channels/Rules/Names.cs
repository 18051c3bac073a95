using System.Text.RegularExpressions;

namespace LeakGate.Reports.Channels.Rules;

/// <summary>Names by patterns in which <c>*</c> stands for any text, also none.</summary>
internal static class Names
{
    /// <summary>Whether any pattern fits; no patterns fit everything.</summary>
    public static bool Any(IReadOnlyList<string> patterns, string name) => patterns.Count == 0 || patterns.Any(pattern => Regex.IsMatch(
        name, "^" + string.Join(".*", pattern.Split('*').Select(Regex.Escape)) + "$", RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
}
