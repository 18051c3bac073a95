using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary>Names with secret values: <c>env</c> and <c>headers</c>.</summary>
internal static class EnvironmentSection
{
    public static IReadOnlyDictionary<string, Secret> Read(Node? node, string key, ConfigurationScan scan)
    {
        Dictionary<string, Secret> values = new(StringComparer.Ordinal);

        // `DEBUG:` sets an empty variable, as in a shell.
        foreach ((ScalarNode name, Node value) in Fields.Of(node, key, known: null, scan)?.Entries ?? [])
        {
            if (name.Value.Length == 0 || name.Value.Contains('=', StringComparison.Ordinal) || name.Value.Contains('\0', StringComparison.Ordinal))
            {
                scan.Error(name, scan.Texts.BadVariableName(name.Value));
            }
            else if ((value is ScalarNode { IsNothing: true, Value.Length: 0 } ? "" : scan.Text(value, name.Value)) is { } text)
            {
                values[name.Value] = new Secret(text);
            }
        }

        return values;
    }
}
