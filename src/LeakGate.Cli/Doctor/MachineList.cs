using LeakGate.Observation.Machines;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Doctor;

/// <summary>From what was found on a machine to what it allows, what that costs, and what to do. Pure.</summary>
internal static class MachineList
{
    /// <summary>Every line, in the order of the list.</summary>
    public static IReadOnlyList<MachineLine> Of(MachineFacts facts, Language language)
    {
        RoomLines room = new(facts, language);
        ReadingLines reading = new(facts, language);
        RuntimeLines runtimes = new(facts, language);
        return
        [
            room.System(),
            room.Cores(),
            room.Memory(),
            room.Disk(),
            room.OpenFiles(),
            reading.Own(),
            reading.OtherUsers(),
            reading.DescriptorCount(),
            reading.Sockets(),
            reading.Ptrace(),
            reading.Perf(),
            room.ControlGroups(),
            new EngineLine(facts.Engine, language).Line(),
            .. runtimes.All(),
            room.Locale(),
        ];
    }
}
