namespace LeakGate.Runs.Configuration.Values;

/// <summary>Sizes: <c>310 B</c>, <c>50 MB</c> (1,000 × 1,000), <c>1 KiB</c> (1,024).</summary>
public static class SizeText
{
    internal static readonly (string Unit, double Bytes)[] Units =
    [
        ("B", 1), ("byte", 1), ("bytes", 1),
        ("KB", 1e3), ("MB", 1e6), ("GB", 1e9),
        ("KiB", 1024), ("MiB", 1024d * 1024), ("GiB", 1024d * 1024 * 1024),
    ];

    /// <summary>Reads a size in bytes, 0 or more. The unit is needed; its case does not count.</summary>
    public static bool TryParse(string text, out double bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text.AsSpan(), out bytes);
    }

    internal static bool TryParse(ReadOnlySpan<char> text, out double bytes)
    {
        bytes = 0;
        if (!NumberText.TrySplit(text, out double number, out ReadOnlySpan<char> rest))
        {
            return false;
        }

        rest = rest.TrimEnd();
        foreach ((string unit, double size) in Units)
        {
            if (rest.Equals(unit, StringComparison.OrdinalIgnoreCase))
            {
                bytes = number * size;
                return true;
            }
        }

        return false;
    }
}
