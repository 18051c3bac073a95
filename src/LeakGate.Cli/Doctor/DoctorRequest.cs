using LeakGate.Observation.Controls;

namespace LeakGate.Cli.Doctor;

/// <summary>The words of <c>leakgate doctor</c> as they were typed; nothing is checked yet.</summary>
internal sealed record DoctorRequest
{
    /// <summary>Kinds to prove.</summary>
    public required IReadOnlyList<ControlKind> Kinds { get; init; }

    public bool Json { get; init; }

    public bool Quiet { get; init; }
}
