using System.Globalization;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;
using LeakGate.Samples;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary><c>gate:</c> what counts as a leak.</summary>
internal static class GateSection
{
    public static GatePlan Read(Node? node, ConfigurationScan scan)
    {
        GatePlan defaults = new();
        if (Fields.Of(node, "gate", KnownNames.Gate, scan) is not { } fields)
        {
            return defaults;
        }

        Dictionary<string, double> overrides = new(StringComparer.Ordinal);
        foreach ((string key, Resource resource) in KnownNames.Margins)
        {
            if (Margin(fields[key], key, resource.Unit, scan) is { } margin)
            {
                overrides[resource.Name] = margin;
            }
        }

        return new GatePlan
        {
            BytesPerRequest = Margin(fields["memory"], "memory", Unit.Bytes, scan) ?? defaults.BytesPerRequest,
            CountPerRequest = Margin(fields["counts"], "counts", Unit.Count, scan) ?? defaults.CountPerRequest,
            Overrides = overrides,
            Thresholds = Thresholds(fields["thresholds"], scan),
            Ignore = Ignore(fields["ignore"], scan),
        };
    }

    private static double? Margin(Node? node, string key, Unit unit, ConfigurationScan scan) => scan.Value(
        node,
        key,
        (string text, out double value) => MarginText.TryParse(text, unit, out value),
        unit is Unit.Bytes ? scan.Texts.BadByteMargin : scan.Texts.BadCountMargin);

    private static ThresholdsPlan? Thresholds(Node? node, ConfigurationScan scan)
    {
        if (Fields.Of(node, "thresholds", KnownNames.Thresholds, scan) is not { } fields)
        {
            return null;
        }

        if (fields["growth"] is null && fields["rate"] is null)
        {
            scan.Error(fields.Node, scan.Texts.MissingKey("growth", "thresholds", "growth: 50 MB"));
        }

        return new ThresholdsPlan(
            scan.Value(fields["growth"], "growth", (string text, out double value) => SizeText.TryParse(text, out value) && value > 0, scan.Texts.BadSize),
            scan.Value<double>(fields["rate"], "rate", RateText.TryParseBytes, scan.Texts.BadByteRate));
    }

    private static List<IgnoredFinding> Ignore(Node? node, ConfigurationScan scan)
    {
        if (node is null)
        {
            return [];
        }

        if (node is not SequenceNode list)
        {
            scan.Error(node, scan.Texts.NeedsList("ignore", "ignore: [{ fingerprint: \"1:7f3a\", reason: fixed in 4.2, until: 2027-03-01 }]"));
            return [];
        }

        List<IgnoredFinding> ignored = [];
        foreach (Node item in list.Items)
        {
            if (Fields.Of(item, "ignore", KnownNames.Ignore, scan) is { } fields)
            {
                string? fingerprint = Needed("fingerprint", "fingerprint: \"1:7f3a\"", fields, scan);
                string? reason = Needed("reason", "reason: fixed in 4.2", fields, scan);
                DateOnly? until = scan.Value<DateOnly>(fields["until"], "until", TryParseDate, scan.Texts.BadDate);
                if (fields["until"] is null)
                {
                    scan.Error(fields.Node, scan.Texts.MissingKey("until", "ignore", "until: 2027-03-01"));
                }

                ignored.Add(new IgnoredFinding(fingerprint ?? "", reason ?? "", until ?? default));
            }
        }

        return ignored;
    }

    private static string? Needed(string key, string example, Fields fields, ConfigurationScan scan)
    {
        if (fields[key] is null)
        {
            scan.Error(fields.Node, scan.Texts.MissingKey(key, "ignore", example));
        }

        return scan.FinalText(fields[key], key);
    }

    private static bool TryParseDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
