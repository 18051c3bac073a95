namespace LeakGate.Reports.Wording;

/// <summary>Agreement of a Russian noun with the number before it.</summary>
public static class RussianPlural
{
    /// <summary>1 запрос, 2 запроса, 5 запросов, 11 запросов, 21 запрос.</summary>
    public static string Choose(long count, string one, string few, string many)
    {
        var tail = Math.Abs(count % 100);
        return tail is >= 11 and <= 14 ? many : (tail % 10) switch
        {
            1 => one,
            >= 2 and <= 4 => few,
            _ => many,
        };
    }

    /// <summary>As above for a number as it is printed: one with places takes the form of two (4,5 запроса).</summary>
    public static string Choose(string printed, double value, string one, string few, string many)
    {
        ArgumentNullException.ThrowIfNull(printed);
        return printed.Contains(',', StringComparison.Ordinal) ? few : Choose((long)Math.Round(value), one, few, many);
    }
}
