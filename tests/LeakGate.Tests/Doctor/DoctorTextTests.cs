using LeakGate.Cli.Doctor;
using LeakGate.Observation.Controls;
using LeakGate.Reports.Formats.Console;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Samples;
using LeakGate.Tests.Reports;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Doctor;

/// <summary>What the doctor shows a person at 80 columns, in both languages.</summary>
public sealed class DoctorTextTests
{
    private static readonly ControlProof Proven = new([.. ControlKind.All.Select(Caught)], Processes: 227, Remains: [], Seconds: 61.2);

    private static readonly ControlProof Blind = Proven with
    {
        Kinds = [.. Proven.Kinds.Select(kind => kind.Kind.Resource == Resource.Heap
            ? kind with { Found = null, Missed = "not read: no diagnostic socket", TwinBound = null, TwinMissed = "not read: no diagnostic socket" }
            : kind)],
        Remains = [4711],
    };

    [Theory]
    [InlineData("doctor-proven-en", false)]
    [InlineData("doctor-proven-ru", true)]
    public void All_proven_on_a_machine_that_allows_all(string name, bool russian) =>
        Check(name, Proven, russian, free: true, records: null);

    [Theory]
    [InlineData("doctor-blind-en", false)]
    [InlineData("doctor-blind-ru", true)]
    public void Blind_on_a_machine_that_allows_nothing(string name, bool russian) =>
        Check(name, Blind, russian, free: false, records: "/tmp/leakgate-doctor-x");

    private static void Check(string name, ControlProof proof, bool russian, bool free, string? records)
    {
        var language = russian ? Language.Russian : Language.English;
        string Text()
        {
            using StringWriter output = new();
            var machine = MachineList.Of(free ? MadeMachine.Free : MadeMachine.Closed, language);
            new DoctorText(output, new ConsoleStyle { Language = language }).Write(proof, machine, records);
            return output.ToString();
        }

        Snapshot.Matches(name, Text);
        Text().Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    private static ProvenKind Caught(ControlKind kind) => new(
        kind,
        new VerdictDocument.Amount(kind.PerRequest, 0.9 * kind.PerRequest, 1.1 * kind.PerRequest, kind.Resource.Unit == Unit.Bytes ? "bytes" : "count"),
        Missed: null,
        TwinBound: kind.Resource.Unit == Unit.Bytes ? 96 : 0.015,
        TwinMissed: null);
}
