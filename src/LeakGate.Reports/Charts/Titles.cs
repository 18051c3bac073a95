namespace LeakGate.Reports.Charts;

/// <summary>Headings begin with a capital, whatever they begin with.</summary>
internal static class Titles
{
    public static string Of(string text) =>
        text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
