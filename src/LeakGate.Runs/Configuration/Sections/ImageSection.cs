using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary>An image that LeakGate starts: <c>image</c>, with <c>args</c>, <c>ports</c>, <c>network</c> and <c>memory</c>.</summary>
internal static class ImageSection
{
    /// <summary>Docker refuses a smaller limit.</summary>
    internal const long LeastMemory = 6 * 1024 * 1024;

    /// <summary>Networks on which an engine publishes no port.</summary>
    private static readonly string[] WithoutPorts = ["host", "none"];

    public static TargetSource? Read(Fields fields, ConfigurationScan scan)
    {
        string? name = Name(fields["image"], scan);
        (IReadOnlyList<string> arguments, IReadOnlyList<string> asWritten) = Arguments(fields["args"], scan);
        string? network = Network(fields["network"], scan);
        List<PublishedPort> ports = Ports(fields["ports"], scan);
        if (ports.Count > 0 && WithoutPorts.Contains(network, StringComparer.Ordinal))
        {
            scan.Error(fields.Key("ports"), scan.Texts.PortsOnNetwork(network!));
        }

        long? memory = Memory(fields["memory"], scan);
        return name is null ? null : new TargetSource.Image(name) { Arguments = arguments, AsWritten = asWritten, Ports = ports, Network = network, Memory = memory };
    }

    private static string? Name(Node? node, ConfigurationScan scan)
    {
        string? name = scan.FinalText(node, "image");
        if (name is not null && !(name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '/' or ':' or '@')))
        {
            scan.Error(node!, scan.Texts.BadImage(((ScalarNode)node!).Value));
            return null;
        }

        return name;
    }

    private static (IReadOnlyList<string> Expanded, IReadOnlyList<string> AsWritten) Arguments(Node? node, ConfigurationScan scan)
    {
        List<string> expanded = [], written = [];
        foreach (Node item in Items(node, "args", "args: [--port, 5000]", scan))
        {
            if (scan.IsScalar(item, "args", out ScalarNode? word) && Interpolation.Expand(word, word.Value, scan) is { } text)
            {
                expanded.Add(text);
                written.Add(word.Value);
            }
        }

        return (expanded, written);
    }

    private static List<PublishedPort> Ports(Node? node, ConfigurationScan scan)
    {
        List<PublishedPort> ports = [];
        foreach (Node item in Items(node, "ports", "ports: [5000:80]", scan))
        {
            if (scan.FinalText(item, "ports") is not { } text)
            {
                continue;
            }

            if (PublishedPortText.TryParse(text, out PublishedPort? port))
            {
                ports.Add(port);
            }
            else
            {
                scan.Error(item, scan.Texts.BadPort(((ScalarNode)item).Value));
            }
        }

        return ports;
    }

    private static string? Network(Node? node, ConfigurationScan scan)
    {
        string? network = scan.FinalText(node, "network");
        if (network is not null && !(network.Length > 0 && char.IsAsciiLetterOrDigit(network[0]) && network.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')))
        {
            scan.Error(node!, scan.Texts.BadNetwork(((ScalarNode)node!).Value));
            return null;
        }

        return network;
    }

    private static long? Memory(Node? node, ConfigurationScan scan)
    {
        double? memory = scan.Value(
            node, "memory", (string text, out double value) => SizeText.TryParse(text, out value) && value is > 0 and < long.MaxValue, scan.Texts.BadSize);
        if (memory < LeastMemory)
        {
            scan.Error(node!, scan.Texts.TooSmall("memory", ((ScalarNode)node!).Value, "6 MiB"));
        }

        return (long?)memory;
    }

    private static IReadOnlyList<Node> Items(Node? node, string key, string example, ConfigurationScan scan)
    {
        if (node is SequenceNode { Items: { Count: > 0 } items })
        {
            return items;
        }

        if (node is not null)
        {
            scan.Error(node, scan.Texts.NeedsList(key, example));
        }

        return [];
    }
}
