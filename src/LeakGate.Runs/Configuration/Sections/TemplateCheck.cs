using LeakGate.Runs.Configuration.Yaml;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary>The one place where templates of requests are checked.</summary>
internal static class TemplateCheck
{
    private static readonly string[] Known = ["seq", "n", "uuid", "int", "text", "pick"];

    public static void Check(ScalarNode node, string text, ConfigurationScan scan)
    {
        for (int open = Find(text, "{{", 0); open >= 0; open = Find(text, "{{", open + 2))
        {
            int close = Find(text, "}}", open);
            string whole = close < 0 ? text[open..] : text[open..(close + 2)];
            string name = close < 0 ? "" : whole[2..^2].Trim().Split(' ')[0];
            if (!Known.Contains(name, StringComparer.Ordinal))
            {
                scan.ErrorWithin(node, whole, scan.Texts.BadTemplate(whole));
            }
        }
    }

    private static int Find(string text, string part, int from) => text.IndexOf(part, from, StringComparison.Ordinal);
}
