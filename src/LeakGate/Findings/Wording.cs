using System.Globalization;
using LeakGate.Samples;

namespace LeakGate.Findings;

/// <summary>Numbers in the English sentences of findings and explanations: three significant digits, binary units, no culture.</summary>
public static class Wording
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>An amount with its unit: <c>5.97 KiB</c>, <c>0.032</c>.</summary>
    public static string Amount(double value, Unit unit)
    {
        if (unit == Unit.Count)
        {
            return Significant(value);
        }

        var index = 0;
        while (Math.Abs(value) >= 1000 && index < Units.Length - 1)
        {
            value /= 1024;
            index++;
        }

        return Significant(value) + " " + Units[index];
    }

    /// <summary>An estimate with its interval: <c>5.97 KiB (5.74 KiB to 6.21 KiB)</c>.</summary>
    public static string WithInterval(Estimate estimate, Unit unit)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return $"{Amount(estimate.Value, unit)} ({Amount(estimate.Low, unit)} to {Amount(estimate.High, unit)})";
    }

    /// <summary>Three significant digits, thousands grouped: <c>48,000</c>, <c>3.63</c>, <c>0.00213</c>.</summary>
    public static string Significant(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        var decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 12);
        var text = value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }
}
