using LeakGate.Runs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Doctor;

/// <summary>What <c>doctor --json</c> prints: snake case, English whatever the language is, numbers without a culture.</summary>
internal sealed record DoctorDocument
{
    public string Schema { get; init; } = "leakgate.doctor/1";

    public required string Version { get; init; }

    /// <summary>Whether everything is proven: exit code 0, else 3.</summary>
    public required bool Proven { get; init; }

    public required double DurationSeconds { get; init; }

    public required IReadOnlyList<KindEntry> Control { get; init; }

    public required KeeperEntry Keeper { get; init; }

    public required IReadOnlyList<MachineLine> Machine { get; init; }

    /// <summary>Folder with the records, kept only where something is not proven.</summary>
    public string? Records { get; init; }

    public static DoctorDocument Of(ControlReading reading, Observation.Machines.MachineFacts facts, string version, string? records)
    {
        ControlProof proof = ControlProof.Of(reading, Language.English);
        return new DoctorDocument
        {
            Version = version,
            Proven = proof.Ok,
            DurationSeconds = Math.Round(proof.Seconds, 3),
            Control = [.. proof.Kinds.Select(KindEntry.Of)],
            Keeper = new KeeperEntry(proof.Remains.Count == 0, proof.Processes, proof.Remains),
            Machine = MachineList.Of(facts, Language.English),
            Records = records,
        };
    }

    /// <summary>One kind of leak.</summary>
    /// <param name="Resource">Name of the resource.</param>
    /// <param name="Proven">Whether the leak was caught at its rate and the twin is clean.</param>
    /// <param name="Unit">bytes or count.</param>
    /// <param name="Known">What each request keeps.</param>
    /// <param name="Tolerance">How far <paramref name="Found"/> may be off, as a share of <paramref name="Known"/>.</param>
    /// <param name="Found">What each request was found to keep.</param>
    /// <param name="Reason">Why the leak is not proven.</param>
    /// <param name="Twin">The clean twin.</param>
    internal sealed record KindEntry(
        string Resource, bool Proven, string Unit, double Known, double Tolerance, VerdictDocument.Amount? Found, string? Reason, TwinEntry Twin)
    {
        public static KindEntry Of(ProvenKind kind)
        {
            bool bytes = kind.Kind.Resource.Unit == Samples.Unit.Bytes;
            return new KindEntry(
                kind.Kind.Resource.Name, kind.Ok, bytes ? "bytes" : "count", kind.Kind.PerRequest,
                bytes ? ControlProof.ByteTolerance : ControlProof.CountTolerance, kind.Found, kind.Missed,
                new TwinEntry(kind.TwinMissed is null, kind.TwinBound, kind.TwinMissed));
        }
    }

    /// <summary>The clean twin, as far as one resource is concerned.</summary>
    /// <param name="Clean">Whether it was found clean.</param>
    /// <param name="Bound">Growth per request of the mix that was ruled out.</param>
    /// <param name="Reason">Why it was not.</param>
    internal sealed record TwinEntry(bool Clean, double? Bound, string? Reason);

    /// <summary>What was left of the program's tree.</summary>
    /// <param name="Proven">Whether nothing was.</param>
    /// <param name="Processes">Most processes that there were.</param>
    /// <param name="Left">Ids of those that were left.</param>
    internal sealed record KeeperEntry(bool Proven, int Processes, IReadOnlyList<int> Left);
}
