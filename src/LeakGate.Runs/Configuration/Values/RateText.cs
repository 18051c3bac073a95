namespace LeakGate.Runs.Configuration.Values;

/// <summary>Rates: <c>200/s</c>, <c>5/min</c>, <c>90/h</c>, and of bytes <c>5 MB/min</c>.</summary>
public static class RateText
{
    /// <summary>Word for "as fast as the target answers".</summary>
    public const string Max = "max";

    internal static readonly (string Unit, double Seconds)[] Units = [("s", 1), ("min", 60), ("h", 3_600)];

    /// <summary>Reads a rate above 0, per second. <c>max</c> is not a number and not read here.</summary>
    public static bool TryParse(string text, out double perSecond)
    {
        perSecond = 0;
        if (!Split(text, out ReadOnlySpan<char> amount, out double seconds) || !NumberText.TryParse(amount, out double number))
        {
            return false;
        }

        perSecond = number / seconds;
        return perSecond > 0;
    }

    /// <summary>Reads the load's rate: <c>max</c> is <see langword="null"/>, anything else per second.</summary>
    public static bool TryParseLoad(string text, out double? perSecond)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.Equals(text.Trim(), Max, StringComparison.OrdinalIgnoreCase))
        {
            perSecond = null;
            return true;
        }

        bool ok = TryParse(text, out double number);
        perSecond = number;
        return ok;
    }

    /// <summary>Reads a rate of bytes above 0, per minute.</summary>
    public static bool TryParseBytes(string text, out double bytesPerMinute)
    {
        bytesPerMinute = 0;
        if (!Split(text, out ReadOnlySpan<char> amount, out double seconds) || !SizeText.TryParse(amount, out double bytes))
        {
            return false;
        }

        bytesPerMinute = bytes / seconds * 60;
        return bytesPerMinute > 0;
    }

    private static bool Split(string text, out ReadOnlySpan<char> amount, out double seconds)
    {
        ArgumentNullException.ThrowIfNull(text);
        amount = [];
        seconds = 0;
        int slash = text.LastIndexOf('/');
        if (slash < 0)
        {
            return false;
        }

        amount = text.AsSpan(0, slash).Trim();
        ReadOnlySpan<char> unit = text.AsSpan(slash + 1).Trim();
        foreach ((string name, double length) in Units)
        {
            if (unit.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                seconds = length;
            }
        }

        return seconds > 0;
    }
}
