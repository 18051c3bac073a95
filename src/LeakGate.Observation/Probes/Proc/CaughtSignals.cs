using System.Globalization;
using System.Text;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>Which signals a process has a handler for: of another one it may die.</summary>
internal static class CaughtSignals
{
    /// <summary>Whether it has a handler.</summary>
    /// <param name="status">Its <c>status</c> file.</param>
    /// <param name="signal">Number of the signal, from 1.</param>
    public static bool Has(ReadOnlySpan<byte> status, int signal)
    {
        var caught = Encoding.UTF8.GetString(ProcFields.Line(status, "SigCgt:"u8, out _)).Trim();
        return ulong.TryParse(caught, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mask) && (mask & (1UL << (signal - 1))) != 0;
    }
}
