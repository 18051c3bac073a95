using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary><c>targets:</c> the programs to watch, by name.</summary>
internal static class TargetsSection
{
    public static IReadOnlyList<TargetPlan> Read(Fields root, bool hasRequests, ConfigurationScan scan)
    {
        if (root["targets"] is null or ScalarNode { IsNothing: true } or MappingNode { Entries.Count: 0 })
        {
            Node place = root["targets"] is null ? root.Node : root.Key("targets");
            scan.Error(place.Start, "", scan.Texts.NoTargets());
            return [];
        }

        List<TargetPlan> targets = [];
        foreach ((ScalarNode name, Node value) in Fields.Of(root["targets"], "targets", known: null, scan)?.Entries ?? [])
        {
            if (!IsName(name.Value))
            {
                scan.Error(name, scan.Texts.BadTargetName(name.Value));
            }

            if (Fields.Of(value, name.Value, KnownNames.Target, scan) is { } fields)
            {
                targets.Add(TargetSection.Read(name.Value, fields, hasRequests, scan));
            }
        }

        return targets;
    }

    /// <summary>A name becomes a folder, so it holds nothing that a path could take for more.</summary>
    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
