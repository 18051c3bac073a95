using System.Globalization;

namespace LeakGate.Runs.Configuration.Values;

/// <summary>Plain numbers as they stand in a configuration: digits and a decimal point, the same in every locale.</summary>
internal static class NumberText
{
    /// <summary>Reads a number without sign, exponent or thousands separators.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Splits <c>50 MB</c> into the number and what follows it, blanks between them dropped.</summary>
    public static bool TrySplit(ReadOnlySpan<char> text, out double number, out ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        int length = 0;
        while (length < trimmed.Length && (char.IsAsciiDigit(trimmed[length]) || trimmed[length] == '.'))
        {
            length++;
        }

        rest = trimmed[length..].TrimStart();
        return TryParse(trimmed[..length], out number);
    }

    /// <summary>Reads a whole number from 0 up.</summary>
    public static bool TryParseWhole(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
