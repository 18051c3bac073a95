using LeakGate.Runs;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>
/// Growth per request with its interval in words. Bytes are per request, counts per 1,000 requests, so that both have digits before the point.
/// Thread-safe.
/// </summary>
public sealed class GrowthWords
{
    private readonly Language _language;
    private readonly Quantity _quantity;

    private GrowthWords(Language language)
    {
        _language = language;
        _quantity = Quantity.In(language);
    }

    /// <summary>The words of a language.</summary>
    public static GrowthWords In(Language language) => new(language);

    /// <summary>Whether an amount is in bytes; otherwise things are counted.</summary>
    public static bool IsBytes(VerdictDocument.Amount amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return amount.Unit.Contains("byte", StringComparison.Ordinal);
    }

    /// <summary>Whether a resource is in bytes, by its amount or, unmeasured, by the name of its column.</summary>
    public static bool IsBytes(VerdictDocument.ResourceEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (entry.PerRequest ?? entry.PerHour) is { } amount ? IsBytes(amount) : IsBytesColumn(entry.Column);
    }

    /// <summary>Whether growth was judged by time.</summary>
    public static bool IsByTime(VerdictDocument verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.Resources.Any(resource => resource.PerHour is not null);
    }

    /// <summary>Growth of a finding, per request of the mix or per hour: a finding has one of the two.</summary>
    public static VerdictDocument.Amount Of(VerdictDocument.FindingEntry finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.PerMixRequest ?? finding.PerHour
            ?? throw new ArgumentException("A finding has growth per request or per hour.", nameof(finding));
    }

    /// <summary>Whether a column of samples and blocks is in bytes.</summary>
    public static bool IsBytesColumn(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.EndsWith("_bytes", StringComparison.Ordinal);
    }

    /// <summary>For tables: <c>3.63 KiB</c>, <c>3.20/1,000</c>.</summary>
    public string Short(double value, bool bytes) => bytes ? _quantity.Bytes(value) : _quantity.Number(value * 1000) + PerThousand;

    /// <summary>For tables, with the interval: <c>3.63 KiB (3.36 to 3.89)</c>.</summary>
    /// <param name="value">Estimate, per request.</param>
    /// <param name="low">Lower end; not finite: no interval is known.</param>
    /// <param name="high">Upper end.</param>
    /// <param name="bytes">Whether it is in bytes.</param>
    /// <param name="inHeader">Whether the header says already that counts are per 1,000.</param>
    public string ShortInterval(double value, double low, double high, bool bytes, bool inHeader = false)
    {
        var (scale, unit) = Scale(value, low, high, bytes);
        var tail = bytes ? Quantity.Join(_quantity.Number(value / scale), unit) : _quantity.Number(value / scale) + (inHeader ? "" : unit);
        return double.IsFinite(low) && double.IsFinite(high) ? $"{tail} ({Between(low / scale, high / scale)})" : tail;
    }

    /// <summary>For narrow tables, the interval alone: <c>3.36 to 3.89 KiB</c>, <c>30.5 to 33.4/1,000</c>.</summary>
    public string ShortRange(double low, double high, bool bytes)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high))
        {
            return Quantity.None;
        }

        var (scale, unit) = Scale(high, low, high, bytes);
        var range = Between(low / scale, high / scale);
        return bytes ? Quantity.Join(range, unit) : range + unit;
    }

    /// <summary>For tables, what was ruled out: <c>≤ 0.34/1,000</c>, <c>≤ 0.11 KiB</c>.</summary>
    /// <param name="high">The bound, per request.</param>
    /// <param name="bytes">Whether it is in bytes.</param>
    /// <param name="inHeader">Whether the header says already that counts are per 1,000.</param>
    public string ShortBound(double high, bool bytes, bool inHeader = false)
    {
        var (scale, unit) = Scale(high, high, high, bytes);
        var bound = _quantity.Bound(high / scale);
        return bytes ? Quantity.Join("≤\u00a0" + bound, unit) : "≤\u00a0" + bound + (inHeader ? "" : unit);
    }

    /// <summary>For sentences: <c>3.63 KiB (3.36 to 3.89) per request</c>, <c>32.0 (30.5 to 33.4) per 1,000 requests</c>.</summary>
    public string Long(VerdictDocument.Amount amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        var bytes = IsBytes(amount);
        if (bytes)
        {
            return ShortInterval(amount.Estimate, amount.Low, amount.High, bytes: true) + " " + PerRequest;
        }

        // One connection for every request reads better as 1.00 than as 1,000 in 1,000.
        var each = Math.Abs(amount.Estimate) >= 0.5;
        var scale = each ? 1 : 0.001;
        return $"{_quantity.Number(amount.Estimate / scale)} ({Between(amount.Low / scale, amount.High / scale)}) {(each ? PerRequest : PerThousandRequests)}";
    }

    /// <summary>For large print: the number alone, its unit with what is counted, the ends of its interval in the same unit.</summary>
    /// <param name="amount">Growth per request, or per hour.</param>
    /// <param name="counted">What is counted, many of it; not used for bytes.</param>
    /// <param name="perHour">Whether it is per hour.</param>
    public (string Number, string Unit, string Interval) Parts(VerdictDocument.Amount amount, string counted, bool perHour)
    {
        ArgumentNullException.ThrowIfNull(amount);
        if (IsBytes(amount))
        {
            var (size, unit) = Scale(amount.Estimate, amount.Low, amount.High, bytes: true);
            return (_quantity.Number(amount.Estimate / size), unit + " " + (perHour ? PerHour : PerRequest), Between(amount.Low / size, amount.High / size));
        }

        var each = perHour || Math.Abs(amount.Estimate) >= 0.5;
        var scale = each ? 1 : 0.001;
        return (
            _quantity.Number(amount.Estimate / scale),
            $"{counted} {(perHour ? PerHour : each ? PerRequest : PerThousandRequests)}",
            Between(amount.Low / scale, amount.High / scale));
    }

    /// <summary>For sentences, what was ruled out: <c>≤ 0.34 per 1,000 requests</c>.</summary>
    public string LongBound(double high, bool bytes) =>
        bytes ? ShortBound(high, bytes: true) + " " + PerRequest : "≤\u00a0" + _quantity.Bound(high * 1000) + " " + PerThousandRequests;

    /// <summary>For sentences, of growth by time: <c>3.63 MiB (3.36 to 3.89) per hour</c>.</summary>
    public string LongPerHour(VerdictDocument.Amount amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        var growth = IsBytes(amount)
            ? ShortInterval(amount.Estimate, amount.Low, amount.High, bytes: true)
            : $"{_quantity.Number(amount.Estimate)} ({Between(amount.Low, amount.High)})";
        return growth + " " + PerHour;
    }

    /// <summary>For sentences, what was ruled out by time: <c>≤ 0.34 MiB per hour</c>.</summary>
    public string LongBoundPerHour(double high, bool bytes) => ShortBoundPerHour(high, bytes) + " " + PerHour;

    /// <summary>The growth or, of a clean resource, the bound of an entry, per request or per hour; <see langword="null"/>: not measured.</summary>
    public string? Long(VerdictDocument.ResourceEntry entry, bool asBound)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (entry.PerRequest, entry.PerHour, asBound) switch
        {
            ({ } amount, _, true) => LongBound(amount.High, IsBytes(amount)),
            ({ } amount, _, false) => Long(amount),
            (null, { } amount, true) => LongBoundPerHour(amount.High, IsBytes(amount)),
            (null, { } amount, false) => LongPerHour(amount),
            _ => null,
        };
    }

    /// <summary>The margin of an entry: <c>1.00 KiB</c>, <c>1.00/1,000</c>, <c>10.0 MiB per hour</c>.</summary>
    public string Margin(VerdictDocument.ResourceEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var bytes = IsBytes(entry);
        return entry.PerHour is null ? Short(entry.Margin, bytes)
            : (bytes ? _quantity.Bytes(entry.Margin) : _quantity.Number(entry.Margin)) + " " + PerHour;
    }

    /// <summary>For tables, growth or bound by time: <c>3.63 MiB (3.36 to 3.89)/h</c>.</summary>
    public string ShortPerHour(VerdictDocument.Amount amount, bool asBound)
    {
        ArgumentNullException.ThrowIfNull(amount);
        var bytes = IsBytes(amount);
        var growth = asBound ? ShortBoundPerHour(amount.High, bytes)
            : bytes ? ShortInterval(amount.Estimate, amount.Low, amount.High, bytes: true)
            : $"{_quantity.Number(amount.Estimate)} ({Between(amount.Low, amount.High)})";
        return growth + _language.Pick("/h", "/ч");
    }

    /// <summary>For tables whose header says that growth is per hour: <c>3.63 MiB (3.36 to 3.89)</c>, <c>12.0 (10.0 to 14.0)</c>.</summary>
    public string ShortPerHour(double value, double low, double high, bool bytes) => bytes ? ShortInterval(value, low, high, bytes: true)
        : double.IsFinite(low) && double.IsFinite(high) ? $"{_quantity.Number(value)} ({Between(low, high)})"
        : _quantity.Number(value);

    /// <summary><c>30.5 to 33.4</c>; of numbers that are scaled already.</summary>
    public string Between(double low, double high) => _language == Language.Russian
        ? $"от\u00a0{_quantity.Number(low)} до\u00a0{_quantity.Number(high)}"
        : $"{_quantity.Number(low)}\u00a0to\u00a0{_quantity.Number(high)}";

    private string PerThousand => "/" + _quantity.Whole(1000);

    private string PerRequest => _language.Pick("per request", "на\u00a0запрос");

    private string PerHour => _language.Pick("per hour", "в\u00a0час");

    /// <summary>For tables whose header says that growth is per hour, what was ruled out: <c>≤ 0.34 MiB</c>.</summary>
    public string ShortBoundPerHour(double high, bool bytes) =>
        bytes ? ShortBound(high, bytes: true) : "≤\u00a0" + _quantity.Bound(high);

    private string PerThousandRequests => _language.Pick("per 1,000 requests", "на\u00a01\u00a0000\u00a0запросов");

    private (double Scale, string Unit) Scale(double value, double low, double high, bool bytes)
    {
        if (!bytes)
        {
            return (0.001, PerThousand);
        }

        // An estimate of nearly nothing takes the unit of its interval, else it would read 0.00 B (−8,190 to 8,190).
        var widest = new[] { value, low, high }.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var power = Quantity.PowerOf(Math.Abs(value) >= widest / 100 ? value : widest);
        return (Math.Pow(1024, power), _quantity.ByteUnit(power));
    }
}
