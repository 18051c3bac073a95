using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary><c>profiles:</c> how long a run may take, and how long the load of a block is at least.</summary>
internal static class ProfilesSection
{
    /// <summary>The profile that the context asks for, with its budget from the file or the default one.</summary>
    public static ProfilePlan Read(Node? node, ConfigurationScan scan)
    {
        string[] names = [.. ProfilePlan.Defaults.Select(profile => profile.Name)];
        string wanted = scan.Context.Profile ?? names[0];
        ProfilePlan chosen = ProfilePlan.Defaults.FirstOrDefault(profile => profile.Name == wanted)
            ?? throw new ArgumentException($"No profile is called {wanted}.", nameof(scan));
        if (Fields.Of(node, "profiles", names, scan) is not { } profiles)
        {
            return chosen;
        }

        foreach ((ScalarNode name, Node value) in profiles.Entries)
        {
            Fields? fields = Fields.Of(value, name.Value, ["budget", "block"], scan);
            TimeSpan? budget = scan.Value<TimeSpan>(fields?["budget"], "budget", DurationText.TryParse, scan.Texts.BadDuration);
            TimeSpan? block = scan.Value<TimeSpan>(fields?["block"], "block", DurationText.TryParse, scan.Texts.BadDuration);
            if (name.Value == wanted)
            {
                chosen = chosen with { Budget = budget ?? chosen.Budget, Block = block ?? chosen.Block };
            }
        }

        return chosen;
    }
}
