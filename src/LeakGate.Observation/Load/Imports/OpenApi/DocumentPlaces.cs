using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LeakGate.Observation.Load.Imports.OpenApi;

/// <summary>
/// Where things stand in an OpenAPI document: its reader names the place of an error by a JSON pointer, an editor wants a line.
/// JSON is read as YAML too, which it is a part of.
/// </summary>
internal sealed class DocumentPlaces
{
    private readonly YamlNode? _root;

    private DocumentPlaces(YamlNode? root) => _root = root;

    /// <summary>The places of a document, or <see langword="null"/> after an error.</summary>
    public static DocumentPlaces? Of(string text, bool json, ImportScan scan)
    {
        if (json && !IsJson(text, scan))
        {
            return null;
        }

        YamlStream stream = [];
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (Exception fault) when (json && (fault is YamlException or InvalidOperationException or ArgumentException))
        {
            // Right JSON that this reader of YAML does not take: then places are not known, and the document is still read.
            return new DocumentPlaces(null);
        }
        catch (YamlException fault)
        {
            scan.Error((int)fault.Start.Line, (int)fault.Start.Column, scan.Texts.NotOpenApi(fault.Message.TrimEnd('.')));
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The scanner gives up on some broken text without saying where.
            scan.Error(1, 1, scan.Texts.NotOpenApi(fault.Message.TrimEnd('.')));
            return null;
        }

        if (stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode root)
        {
            return new DocumentPlaces(root);
        }

        scan.Error(1, 1, scan.Texts.NotOpenApi("no keys"));
        return null;
    }

    /// <summary>Line and column of the deepest part of a pointer that stands in the document; the begin where none does.</summary>
    public (int Line, int Column) Of(string? pointer)
    {
        YamlNode? node = _root;
        Mark place = node?.Start ?? new Mark(0, 1, 1);
        foreach (string part in (pointer ?? "").TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (node is YamlMappingNode mapping)
            {
                KeyValuePair<YamlNode, YamlNode> entry = mapping.Children.FirstOrDefault(child => child.Key is YamlScalarNode key && key.Value == name);
                (node, place) = entry.Key is null ? (null, place) : (entry.Value, entry.Key.Start);
            }
            else if (node is YamlSequenceNode list && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Children.Count)
            {
                node = list.Children[index];
                place = node.Start;
            }
            else
            {
                break;
            }
        }

        return ((int)place.Line, (int)place.Column);
    }

    private static bool IsJson(string text, ImportScan scan)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return true;
        }
        catch (JsonException fault)
        {
            scan.Error((int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1, scan.Texts.NotOpenApi(JsonFault.Short(fault)));
            return false;
        }
    }
}
