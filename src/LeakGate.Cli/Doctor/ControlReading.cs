using LeakGate.Observation.Controls;
using LeakGate.Runs;

namespace LeakGate.Cli.Doctor;

/// <summary>What the control program and its twin showed: all that the proof is made from.</summary>
/// <param name="Leaky">Verdict of the leaking program.</param>
/// <param name="Clean">Verdict of its twin.</param>
/// <param name="Remains">Processes of either that were still there afterwards.</param>
internal sealed record ControlReading(VerdictDocument Leaky, VerdictDocument Clean, IReadOnlyList<int> Remains)
{
    /// <summary>Kinds that were asked for.</summary>
    public IReadOnlyList<ControlKind> Kinds { get; init; } = ControlKind.All;

    /// <summary>Resources whose probe did not read known amounts, with what it read.</summary>
    public IReadOnlyDictionary<string, string> Blind { get; init; } = new Dictionary<string, string>();

    /// <summary>Resources that were not judged because they can't be read, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; init; } = new Dictionary<string, string>();

    /// <summary>Most processes that the leaking program had.</summary>
    public int Processes { get; init; }

    /// <summary>How long both took.</summary>
    public double Seconds { get; init; }
}
