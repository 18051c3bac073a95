using System.Text.Json.Serialization;

namespace LeakGate.Cli.Doctor;

/// <summary>How far something works on this machine.</summary>
internal enum MachineState
{
    /// <summary>All of it.</summary>
    Works,

    /// <summary>A part, or at a price.</summary>
    Limited,

    /// <summary>Not at all.</summary>
    Missing,
}

/// <summary>One thing that LeakGate looks for on a machine.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="State">How far it works.</param>
/// <param name="What">What it is called.</param>
/// <param name="Found">What was found.</param>
/// <param name="Cost">What that costs; <see langword="null"/>: nothing.</param>
/// <param name="Remedy">What to do about it; <see langword="null"/>: nothing.</param>
internal sealed record MachineLine(
    string Key, MachineState State, [property: JsonIgnore] string What, string Found, string? Cost = null, string? Remedy = null);
