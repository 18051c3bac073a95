using System.Buffers.Text;
using System.Text;

namespace LeakGate.Observation.ProcFs;

/// <summary>Reads numbers out of the text of <c>/proc</c> files without making strings.</summary>
internal static class ProcFields
{
    /// <summary>
    /// The number after <c>key</c> (which includes its colon) at the beginning of a line; a value that ends in
    /// <c>kB</c> is in bytes (1 kB is 1,024 bytes there). <see langword="null"/>: <paramref name="problem"/> says why.
    /// </summary>
    public static long? Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key, out string problem)
    {
        problem = "";
        var line = Line(text, key, out var found);
        if (!found)
        {
            problem = $"has no line {Encoding.UTF8.GetString(key)}";
            return null;
        }

        var value = line.Trim(" \t\r"u8);
        if (Utf8Parser.TryParse(value, out long number, out var used) && number >= 0)
        {
            var unit = value[used..].Trim((byte)' ');
            if (unit.SequenceEqual("kB"u8) && number <= long.MaxValue / 1024)
            {
                return number * 1024;
            }

            if (unit.IsEmpty)
            {
                return number;
            }
        }

        problem = $"{Encoding.UTF8.GetString(key)} is no number: '{Shown(value)}'";
        return null;
    }

    /// <summary>What follows <c>key</c> at the beginning of a line, up to its end.</summary>
    public static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key, out bool found)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (line.StartsWith(key))
            {
                found = true;
                return line[key.Length..];
            }

            text = end < 0 ? [] : text[(end + 1)..];
        }

        found = false;
        return [];
    }

    /// <summary>Text of a file for a message: short, and without what a terminal would act on.</summary>
    public static string Shown(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, 40)]);
        return string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));
    }
}
