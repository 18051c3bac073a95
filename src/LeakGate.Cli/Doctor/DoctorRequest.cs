namespace LeakGate.Cli.Doctor;

/// <summary>The words of <c>leakgate doctor</c> as they were typed; nothing is checked yet.</summary>
internal sealed record DoctorRequest
{
    public bool Json { get; init; }

    public bool Quiet { get; init; }
}
