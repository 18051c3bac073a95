using System.Globalization;
using System.Text.Json.Nodes;
using LeakGate.Runs.Plans;

namespace LeakGate.Observation.Targets;

/// <summary>The body by which an engine is asked to make a container (<c>POST /containers/create</c>).</summary>
internal static class ContainerRequest
{
    /// <summary>The engine keeps what a container prints until it is removed: two files of this size at most.</summary>
    private const string MostLog = "10m";

    /// <summary>Writes it.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="ofImage">The image's own environment, each <c>NAME=value</c>: what is set there is not tuned.</param>
    public static JsonObject Of(ContainerStart start, IReadOnlyList<string> ofImage)
    {
        ArgumentNullException.ThrowIfNull(start);
        var image = start.Image;
        var body = new JsonObject
        {
            ["Image"] = image.Name,
            ["Env"] = Texts(EnvironmentOf(start, ofImage)),
            ["Labels"] = new JsonObject { [ContainerStart.RunLabel] = start.RunId, [ContainerStart.TargetLabel] = start.Name },
            ["HostConfig"] = HostOf(image),
        };
        if (image.Arguments.Count > 0)
        {
            body["Cmd"] = Texts(image.Arguments);
        }

        if (image.Ports.Count > 0)
        {
            body["ExposedPorts"] = new JsonObject(image.Ports.Select(Key).Distinct(StringComparer.Ordinal).Select(key => KeyValuePair.Create<string, JsonNode?>(key, new JsonObject())));
        }

        return body;
    }

    private static JsonObject HostOf(TargetSource.Image image)
    {
        // A driver of the machine's choice may keep nothing that can be read again.
        var host = new JsonObject
        {
            ["LogConfig"] = new JsonObject { ["Type"] = "json-file", ["Config"] = new JsonObject { ["max-size"] = MostLog, ["max-file"] = "2" } },
        };
        if (image.Network is { } network)
        {
            host["NetworkMode"] = network;
        }

        if (image.Memory is { } memory)
        {
            // The same bound for both: no swap, so that what grows meets its limit.
            host["Memory"] = memory;
            host["MemorySwap"] = memory;
        }

        if (image.Ports.Count > 0)
        {
            host["PortBindings"] = new JsonObject(image.Ports.GroupBy(Key, StringComparer.Ordinal).Select(ports => KeyValuePair.Create<string, JsonNode?>(
                ports.Key,
                new JsonArray([.. ports.Select(port => new JsonObject
                {
                    ["HostIp"] = port.Address.ToString(),
                    ["HostPort"] = port.Host.ToString(CultureInfo.InvariantCulture),
                })]))));
        }

        return host;
    }

    private static IEnumerable<string> EnvironmentOf(ContainerStart start, IReadOnlyList<string> ofImage)
    {
        var known = ofImage.Select(variable => variable.Split('=')[0]).Concat(start.Environment.Keys).ToHashSet(StringComparer.Ordinal);
        return start.Environment
            .Concat(TargetEnvironment.AllocatorSettings.Where(variable => !known.Contains(variable.Key)))
            .Select(variable => $"{variable.Key}={variable.Value}");
    }

    private static string Key(PublishedPort port) => string.Create(CultureInfo.InvariantCulture, $"{port.Container}/tcp");

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
