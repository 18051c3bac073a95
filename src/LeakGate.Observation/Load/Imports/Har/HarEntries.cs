using System.Text;
using System.Text.Json;

namespace LeakGate.Observation.Load.Imports.Har;

/// <summary>Finds the entries of a HAR recording, each with the place where it begins.</summary>
internal static class HarEntries
{
    /// <summary>One entry.</summary>
    /// <param name="Line">Line where it begins, from 1.</param>
    /// <param name="Column">Column, from 1.</param>
    /// <param name="Json">The entry itself.</param>
    public sealed record Entry(int Line, int Column, JsonElement Json);

    /// <summary>The entries of <c>log.entries</c>, or <see langword="null"/> after an error.</summary>
    public static IReadOnlyList<Entry>? Of(string text, ImportScan scan)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text.TrimStart('\ufeff'));
        try
        {
            return Read(utf8) is { } entries ? entries : Missing(scan);
        }
        catch (JsonException fault)
        {
            scan.Error((int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1, scan.Texts.NotJson(JsonFault.Short(fault)));
            return null;
        }
    }

    private static List<Entry>? Missing(ImportScan scan)
    {
        scan.Error(1, 1, scan.Texts.NoEntries());
        return null;
    }

    private static List<Entry>? Read(byte[] utf8)
    {
        Utf8JsonReader reader = new(utf8);
        List<Entry>? entries = null;
        string path = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth is 1 or 2)
            {
                path = reader.CurrentDepth == 1 ? reader.GetString()! : path.Split('.')[0] + "." + reader.GetString();
            }
            else if (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 2 && path == "log.entries")
            {
                entries = List(ref reader, utf8);
            }
        }

        return entries;
    }

    private static List<Entry> List(ref Utf8JsonReader reader, byte[] utf8)
    {
        List<Entry> entries = [];
        int counted = 0;
        int line = 1;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            line += utf8.AsSpan(counted, start - counted).Count((byte)'\n');
            counted = start;
            int lineStart = start == 0 ? 0 : utf8.AsSpan(0, start).LastIndexOf((byte)'\n') + 1;
            entries.Add(new Entry(line, start - lineStart + 1, JsonElement.ParseValue(ref reader)));
        }

        return entries;
    }
}
