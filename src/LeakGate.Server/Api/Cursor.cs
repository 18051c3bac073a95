using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LeakGate.History;

namespace LeakGate.Server.Api;

/// <summary>Where the next page of a list begins, as a word that callers hand back unread.</summary>
internal static class Cursor
{
    public static string Write(HistoryMark mark) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[]
    {
        mark.Key is string ? "t" : mark.Key is double ? "d" : "l", Convert.ToString(mark.Key, CultureInfo.InvariantCulture), mark.RunId, mark.Target,
    }));

    /// <summary>Reads one; <see langword="null"/>: it is none for this order.</summary>
    public static HistoryMark? Read(string text, HistoryOrder order)
    {
        try
        {
            string[]? parts = JsonSerializer.Deserialize<string[]>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)));
            string kind = order switch { HistoryOrder.Duration => "d", HistoryOrder.Started or HistoryOrder.Requests => "l", _ => "t" };
            return parts is not { Length: 4 } || parts[0] != kind ? null : new HistoryMark(
                kind switch
                {
                    "d" => double.Parse(parts[1], CultureInfo.InvariantCulture),
                    "l" => long.Parse(parts[1], CultureInfo.InvariantCulture),
                    _ => parts[1],
                },
                parts[2],
                parts[3]);
        }
        catch (Exception fault) when (fault is FormatException or JsonException or OverflowException)
        {
            return null;
        }
    }
}
