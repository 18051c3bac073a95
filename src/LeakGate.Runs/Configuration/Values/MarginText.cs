using LeakGate.Samples;

namespace LeakGate.Runs.Configuration.Values;

/// <summary>Margins: growth per request, of bytes <c>1 KiB/request</c> or of things counted <c>1/1000 requests</c>.</summary>
public static class MarginText
{
    internal static readonly string[] Words = ["requests", "request", "req"];

    /// <summary>
    /// Reads a margin above 0, in the unit per request. For bytes the size needs its unit (<c>310 B/request</c>); for counts there is
    /// none (<c>2/request</c>, <c>1/1000 requests</c>).
    /// </summary>
    public static bool TryParse(string text, Unit unit, out double perRequest)
    {
        ArgumentNullException.ThrowIfNull(text);
        perRequest = 0;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !Requests(text.AsSpan(slash + 1).Trim(), out double requests))
        {
            return false;
        }

        ReadOnlySpan<char> amount = text.AsSpan(0, slash).Trim();
        double number;
        bool ok = unit is Unit.Bytes ? SizeText.TryParse(amount, out number) : NumberText.TryParse(amount, out number);
        if (!ok || requests <= 0)
        {
            return false;
        }

        perRequest = number / requests;
        return perRequest > 0;
    }

    private static bool Requests(ReadOnlySpan<char> text, out double requests)
    {
        requests = 1;
        ReadOnlySpan<char> word = text;
        if (!text.IsEmpty && char.IsAsciiDigit(text[0]) && !NumberText.TrySplit(text, out requests, out word))
        {
            return false;
        }

        foreach (string known in Words)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
