using System.Text;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// Replaces what varies in names that a program makes up by <c>*</c>, so that a thousand files are one kind: UUIDs, runs
/// of eight or more hexadecimal digits that stand alone, the random part of a <c>tmp…</c> name, and runs of digits.
/// </summary>
internal static class NamePattern
{
    private const int UuidLength = 36;
    private const int ShortestHex = 8;

    /// <summary>The pattern of one part of a path.</summary>
    public static string Of(string name)
    {
        if (TemporaryNameEnd(name) is { } end)
        {
            return string.Concat("tmp*", name.AsSpan(end));
        }

        var pattern = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length;)
        {
            var length = VaryingLength(name, at);
            if (length == 0)
            {
                _ = pattern.Append(name[at++]);
                continue;
            }

            AppendStar(pattern);
            at += length;
        }

        return pattern.ToString();
    }

    /// <summary>The pattern of a thread or kind name, in which only digits vary.</summary>
    public static string WithoutDigits(string name)
    {
        var pattern = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsAsciiDigit(character))
            {
                AppendStar(pattern);
            }
            else
            {
                _ = pattern.Append(character);
            }
        }

        return pattern.ToString();
    }

    private static void AppendStar(StringBuilder pattern)
    {
        if (pattern.Length == 0 || pattern[^1] != '*')
        {
            _ = pattern.Append('*');
        }
    }

    private static int VaryingLength(string name, int at)
    {
        if (IsUuid(name.AsSpan(at)))
        {
            return UuidLength;
        }

        var hex = 0;
        var digits = 0;
        while (at + hex < name.Length && char.IsAsciiHexDigit(name[at + hex]))
        {
            digits += char.IsAsciiDigit(name[at + hex]) ? 1 : 0;
            hex++;
        }

        var standsAlone = (at == 0 || !char.IsAsciiLetterOrDigit(name[at - 1]))
            && (at + hex == name.Length || !char.IsAsciiLetterOrDigit(name[at + hex]));
        if (hex >= ShortestHex && digits > 0 && standsAlone)
        {
            return hex;
        }

        var run = 0;
        while (at + run < name.Length && char.IsAsciiDigit(name[at + run]))
        {
            run++;
        }

        return run;
    }

    private static bool IsUuid(ReadOnlySpan<char> text) =>
        text.Length >= UuidLength && Guid.TryParseExact(text[..UuidLength], "D", out _);

    /// <summary>
    /// Where the random part of a temporary name ends: <c>tmpAb3dE9.tmp</c> (.NET), <c>tmp.Xy12Zw34ab</c> (mktemp),
    /// <c>tmpq8_x1k2a</c> (Python): <c>tmp</c>, then 6 to 10 characters that are not all lower-case letters.
    /// </summary>
    private static int? TemporaryNameEnd(string name)
    {
        if (!name.StartsWith("tmp", StringComparison.Ordinal))
        {
            return null;
        }

        var start = name.Length > 3 && name[3] is '.' or '-' or '_' ? 4 : 3;
        var end = start;
        while (end < name.Length && (char.IsAsciiLetterOrDigit(name[end]) || name[end] == '_'))
        {
            end++;
        }

        var random = name.AsSpan(start, end - start);
        return random.Length is >= 6 and <= 10 && random.ContainsAnyExceptInRange('a', 'z') ? end : null;
    }
}
