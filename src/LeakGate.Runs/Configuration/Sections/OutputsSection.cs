using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary><c>reports:</c>, <c>notify:</c> and <c>history:</c>: where a verdict goes. Their shape is checked, their content kept.</summary>
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

    public static IReadOnlyList<NotifyPlan> Notify(Node? node, ConfigurationScan scan)
    {
        List<NotifyPlan> channels = [];
        foreach ((ScalarNode name, Node value) in Fields.Of(node, "notify", KnownNames.Channels, scan)?.Entries ?? [])
        {
            Dictionary<string, IReadOnlyList<Secret>> settings = new(StringComparer.Ordinal);
            foreach ((ScalarNode key, Node setting) in Fields.Of(value, name.Value, known: null, scan)?.Entries ?? [])
            {
                IReadOnlyList<Node> values = setting is SequenceNode list ? list.Items : [setting];
                settings[key.Value] = [.. values.Select(item => scan.FinalText(item, key.Value)).OfType<string>().Select(text => new Secret(text))];
            }

            channels.Add(new NotifyPlan(name.Value, settings));
        }

        if (channels.Count > 0)
        {
            scan.Warnings.Add(scan.Texts.NotifyNotYet(string.Join(", ", channels.Select(channel => channel.Channel))));
        }

        return channels;
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
