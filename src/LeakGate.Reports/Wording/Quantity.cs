using System.Globalization;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>
/// Numbers for people: three significant digits and at most two places, binary units, the signs of the language.
/// Takes nothing from the thread's culture. Number and unit are held together by a no-break space. Thread-safe.
/// </summary>
public sealed class Quantity
{
    /// <summary>Stands where there is no number.</summary>
    public const string None = "–";

    private const double Years100 = 100 * 365.25 * 86400;
    private static readonly string[] EnglishUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
    private static readonly string[] RussianUnits = ["Б", "КиБ", "МиБ", "ГиБ", "ТиБ", "ПиБ"];
    private readonly bool _russian;
    private readonly NumberFormatInfo _format;

    private Quantity(Language language)
    {
        _russian = language == Language.Russian;
        _format = new NumberFormatInfo
        {
            NumberDecimalSeparator = _russian ? "," : ".",
            NumberGroupSeparator = _russian ? "\u00a0" : ",",
            NumberGroupSizes = [3],
            NegativeSign = "−",
        };
    }

    /// <summary>The formatter of a language.</summary>
    public static Quantity In(Language language) => language == Language.Russian ? Russian : English;

    private static Quantity English { get; } = new(Language.English);

    private static Quantity Russian { get; } = new(Language.Russian);

    /// <summary>A whole number with its groups: <c>48,000</c>.</summary>
    public string Whole(double value) => double.IsFinite(value) ? Math.Round(value).ToString("N0", _format) : None;

    /// <summary>A number that names something (a process id): digits only.</summary>
    public static string Id(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Three significant digits: <c>3.63</c>, <c>32.0</c>, <c>0.34</c>, <c>0.052</c>.</summary>
    public string Number(double value) => double.IsFinite(value) ? Rounded(value, Math.Round) : None;

    /// <summary>As <see cref="Number"/>, without zeros at its end: <c>4.5</c> requests per second.</summary>
    public string Rate(double value)
    {
        var number = Number(value);
        return number.Contains(_format.NumberDecimalSeparator, StringComparison.Ordinal)
            ? number.TrimEnd('0').TrimEnd(_format.NumberDecimalSeparator[0])
            : number;
    }

    /// <summary>A value on an axis, with as many places as its step needs: <c>0.25</c> of a step of 0.25, <c>1,200</c> of a step of 200.</summary>
    public string Tick(double value, double step)
    {
        var places = 0;
        for (; places < 6 && Math.Abs((step * Math.Pow(10, places)) - Math.Round(step * Math.Pow(10, places))) > 1e-6 * Math.Pow(10, places) * step; places++)
        {
            // One more place until the step is whole.
        }

        var rounded = Math.Round(value, places);
        return (rounded == 0 ? 0 : rounded).ToString("N" + places.ToString(CultureInfo.InvariantCulture), _format);
    }

    /// <summary>As <see cref="Number"/>, but rounded up and never 0: a bound that is printed smaller than it was shown would be a lie.</summary>
    public string Bound(double value) =>
        double.IsFinite(value) ? Rounded(Math.Max(value, 1e-6), static (v, places) => Math.Ceiling(v * Math.Pow(10, places) - 1e-9) / Math.Pow(10, places)) : None;

    /// <summary>Bytes in binary units: <c>5.97 KiB</c>.</summary>
    public string Bytes(double value)
    {
        if (!double.IsFinite(value))
        {
            return None;
        }

        var power = PowerOf(value);
        return Join(Number(value / Math.Pow(1024, power)), ByteUnit(power));
    }

    /// <summary>Which unit a number of bytes is shown in: 0 bytes, 1 KiB, 2 MiB …; a tenth of a KiB is still shown in KiB.</summary>
    public static int PowerOf(double bytes)
    {
        var size = Math.Abs(bytes);
        var power = size >= 102.4 ? 1 : 0;
        for (; power > 0 && size / Math.Pow(1024, power) >= 999.5 && power < EnglishUnits.Length - 1; power++)
        {
            // The next unit begins where three digits end.
        }

        return power;
    }

    /// <summary>The unit of <see cref="PowerOf"/>.</summary>
    public string ByteUnit(int power) => (_russian ? RussianUnits : EnglishUnits)[power];

    /// <summary>A reading: bytes, or a whole count.</summary>
    public string Level(double value, bool bytes) => bytes ? Bytes(value) : Whole(value);

    /// <summary>Part of a whole, 0 to 1: <c>99 %</c>.</summary>
    public string Percent(double share)
    {
        if (!double.IsFinite(share))
        {
            return None;
        }

        var percent = Math.Round(share * 100).ToString("N0", _format);
        return _russian ? Join(percent, "%") : percent + "%";
    }

    /// <summary>Time: <c>2.6 s</c>, <c>71.2 s</c>, <c>3 h 36 min</c>; two units at most.</summary>
    public string Duration(double seconds)
    {
        if (!double.IsFinite(seconds))
        {
            return None;
        }

        if (seconds >= Years100)
        {
            return _russian ? "более\u00a0100\u00a0лет" : "over\u00a0100\u00a0years";
        }

        if (seconds < 119.95)
        {
            return Join(seconds.ToString("N1", _format), _russian ? "с" : "s");
        }

        var whole = (long)Math.Round(seconds);
        return whole switch
        {
            < 3600 => Pair(whole / 60, Minutes, whole % 60, _russian ? "с" : "s"),
            < 86400 => Pair(whole / 3600, Hours, whole % 3600 / 60, Minutes),
            _ => Pair(whole / 86400, Days(whole / 86400), whole % 86400 / 3600, Hours),
        };
    }

    /// <inheritdoc cref="Duration(double)"/>
    public string Duration(TimeSpan time) => Duration(time.TotalSeconds);

    /// <summary>Time that is only guessed: whole seconds below two minutes, else as <see cref="Duration(double)"/>.</summary>
    public string About(TimeSpan time) =>
        time.TotalSeconds < 119.5 ? Join(Whole(Math.Max(0, time.TotalSeconds)), _russian ? "с" : "s") : Duration(time);

    /// <summary>A range of guessed times; the unit stands once where it is the same: <c>27 to 45 s</c>.</summary>
    public string AboutRange(TimeSpan low, TimeSpan high)
    {
        var (first, second) = (About(low), About(high));
        var unit = _russian ? "\u00a0с" : "\u00a0s";
        if (high.TotalSeconds < 119.5)
        {
            first = first[..^unit.Length];
        }

        return _russian ? $"от\u00a0{first} до\u00a0{second}" : $"{first}\u00a0to\u00a0{second}";
    }

    /// <summary>Number and unit that stay on one line.</summary>
    public static string Join(string number, string unit) => number + "\u00a0" + unit;

    private string Minutes => _russian ? "мин" : "min";

    private string Hours => _russian ? "ч" : "h";

    private string Days(long days) => _russian ? RussianPlural.Choose(days, "день", "дня", "дней") : days == 1 ? "day" : "days";

    private string Pair(long large, string largeUnit, long small, string smallUnit)
    {
        var first = Join(large.ToString("N0", _format), largeUnit);
        return small == 0 ? first : Join(first, Join(small.ToString("N0", _format), smallUnit));
    }

    private string Rounded(double value, Func<double, int, double> round)
    {
        if (value == 0)
        {
            return "0";
        }

        // 9.996 is rounded to 10.0 before its places are counted, else it would come out as 10.00.
        var places = Places(value);
        var rounded = round(value, places);
        var final = Math.Min(places, Places(rounded));
        return rounded.ToString("N" + final.ToString(CultureInfo.InvariantCulture), _format);
    }

    private static int Places(double value) => Math.Abs(value) switch
    {
        >= 100 => 0,
        >= 10 => 1,
        >= 0.1 or 0 => 2,
        >= 0.01 => 3,
        >= 0.001 => 4,
        _ => 6,
    };
}
