using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Charts;

/// <summary>The unit of an axis: one for all its numbers, so that it can stand in the heading.</summary>
/// <param name="Scale">What a value is divided by.</param>
/// <param name="Name">Behind the name of what is shown, with a comma; empty for counts.</param>
/// <param name="Counted">Whether things are counted.</param>
internal sealed record ChartUnit(double Scale, string Name, bool Counted)
{
    public static ChartUnit Of(double largest, bool bytes, Language language)
    {
        var power = bytes ? Quantity.PowerOf(largest) : 0;
        return bytes ? new(Math.Pow(1024, power), ", " + Quantity.In(language).ByteUnit(power), false) : new(1, "", true);
    }
}
