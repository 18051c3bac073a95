using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration;

/// <summary>The keys of one mapping, checked against those that are known there.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, (ScalarNode Key, Node Value)> _entries;

    private Fields(MappingNode node, Dictionary<string, (ScalarNode Key, Node Value)> entries) => (Node, _entries) = (node, entries);

    public MappingNode Node { get; }

    /// <summary>The value of a key, or <see langword="null"/> when it is absent.</summary>
    public Node? this[string key] => _entries.TryGetValue(key, out (ScalarNode Key, Node Value) entry) ? entry.Value : null;

    /// <summary>The entries, each key once.</summary>
    public IEnumerable<(ScalarNode Key, Node Value)> Entries => _entries.Values;

    /// <summary>The key itself, to point at it.</summary>
    public ScalarNode Key(string key) => _entries[key].Key;

    /// <summary>Reads a mapping of known keys; unknown and doubled ones are errors.</summary>
    /// <param name="node">The node, or <see langword="null"/> when it is absent: then the result is too, without an error.</param>
    /// <param name="where">Name of the place, for errors.</param>
    /// <param name="known">Keys that may stand here; <see langword="null"/>: any.</param>
    /// <param name="scan">Collects the errors.</param>
    public static Fields? Of(Node? node, string where, IReadOnlyList<string>? known, ConfigurationScan scan)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not MappingNode mapping)
        {
            scan.Error(node, scan.Texts.NeedsMapping(where, known));
            return null;
        }

        Dictionary<string, (ScalarNode, Node)> entries = new(StringComparer.Ordinal);
        foreach ((ScalarNode key, Node value) in mapping.Entries)
        {
            if (known?.Contains(key.Value, StringComparer.Ordinal) is false)
            {
                scan.Error(key, scan.Texts.UnknownKey(key.Value, where, Nearest.To(key.Value, known), known));
            }
            else if (!entries.TryAdd(key.Value, (key, value)))
            {
                scan.Error(key, scan.Texts.DoubledKey(key.Value, where));
            }
        }

        return new Fields(mapping, entries);
    }
}
