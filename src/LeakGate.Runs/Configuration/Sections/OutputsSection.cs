using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary><c>reports:</c> and <c>history:</c>: where a verdict goes. <see cref="NotifySection"/> is apart.</summary>
internal static class OutputsSection
{
    public static IReadOnlyList<string> Reports(Node? node, ConfigurationScan scan)
    {
        if (node is null)
        {
            return [];
        }

        if (node is not SequenceNode list)
        {
            scan.Error(node, scan.Texts.NeedsList("reports", "reports: [html, junit]"));
            return [];
        }

        List<string> formats = [];
        foreach (Node item in list.Items)
        {
            if (scan.FinalText(item, "reports") is not { } format)
            {
                continue;
            }

            if (!KnownNames.Reports.Contains(format, StringComparer.Ordinal))
            {
                string written = ((ScalarNode)item).Value;
                scan.Error(item, scan.Texts.UnknownName("reports", written, Nearest.To(format, KnownNames.Reports), KnownNames.Reports));
            }
            else if (!formats.Contains(format, StringComparer.Ordinal))
            {
                formats.Add(format);
            }
        }

        if (formats.Except(KnownNames.WrittenReports, StringComparer.Ordinal).ToArray() is { Length: > 0 } missing)
        {
            scan.Warnings.Add(scan.Texts.ReportsNotYet(string.Join(", ", missing)));
        }

        return formats;
    }

    public static Secret? History(Node? node, ConfigurationScan scan)
    {
        if (scan.FinalText(node, "history") is not { } history)
        {
            return null;
        }

        return new Secret(history);
    }
}
