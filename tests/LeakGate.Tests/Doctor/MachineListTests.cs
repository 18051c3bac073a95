using LeakGate.Cli.Doctor;
using LeakGate.Observation.Machines;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Doctor;

/// <summary>From made-up facts to what a machine allows.</summary>
public sealed class MachineListTests
{
    public static TheoryData<Language> Spoken => [Language.English, Language.Russian];

    [Fact]
    public void A_machine_that_allows_all_limits_only_what_this_version_does_not_do()
    {
        var lines = MachineList.Of(MadeMachine.Free, Language.English);

        lines.Where(line => line.State != MachineState.Works).Select(line => line.Key).ShouldBe(["go"]);
    }

    [Fact]
    public void A_machine_that_forbids_all_works_in_its_name_only_and_where_nothing_is_asked_of_it()
    {
        var lines = MachineList.Of(MadeMachine.Closed, Language.English);

        lines.Where(line => line.State == MachineState.Works).Select(line => line.Key).ShouldBe(["system", "java", "node", "python"]);
    }

    [Theory]
    [MemberData(nameof(Spoken))]
    public void Whatever_does_not_work_has_its_cost_and_its_remedy(Language language)
    {
        foreach (var line in MachineList.Of(MadeMachine.Closed, language).Concat(MachineList.Of(MadeMachine.Free, language)))
        {
            string.IsNullOrEmpty(line.Found).ShouldBeFalse(line.Key);
            string.IsNullOrEmpty(line.Cost).ShouldBe(line.State == MachineState.Works, line.Key);
            string.IsNullOrEmpty(line.Remedy).ShouldBe(line.State == MachineState.Works, line.Key);
        }
    }

    [Theory]
    [InlineData(null, false, MachineState.Works)]
    [InlineData(0, false, MachineState.Works)]
    [InlineData(1, false, MachineState.Limited)]
    [InlineData(1, true, MachineState.Works)]
    [InlineData(3, true, MachineState.Limited)]
    internal void Tracing_is_free_without_a_scope_or_with_the_right_to_it(int? scope, bool mayTraceAll, MachineState state) =>
        Line(MadeMachine.Free with { PtraceScope = scope, MayTraceAll = mayTraceAll }, "ptrace").State.ShouldBe(state);

    [Fact]
    public void Without_OpenSSL_the_heap_of_NET_is_missing_with_what_to_install()
    {
        var line = Line(MadeMachine.Free with { LacksOpenSsl = true }, "dotnet");

        line.State.ShouldBe(MachineState.Missing);
        line.Remedy.ShouldNotBeNull().ShouldContain("libssl3");
    }

    [Theory]
    [InlineData(null, false, MachineState.Missing)]
    [InlineData(1, false, MachineState.Works)]
    [InlineData(2, false, MachineState.Limited)]
    [InlineData(2, true, MachineState.Works)]
    internal void Perf_depends_on_its_setting_and_the_right_to_it(int? level, bool may, MachineState state) =>
        Line(MadeMachine.Free with { PerfParanoid = level, MayUsePerf = may }, "perf").State.ShouldBe(state);

    [Fact]
    public void Sockets_are_read_from_the_table_where_the_kernel_gives_none()
    {
        Line(MadeMachine.Free with { SocketDiagnosticsProblem = "not permitted" }, "sockets").State.ShouldBe(MachineState.Limited);
        Line(MadeMachine.Free with { SocketDiagnosticsProblem = "no", SocketTableProblem = "no such file" }, "sockets").State.ShouldBe(MachineState.Missing);
    }

    private static MachineLine Line(MachineFacts facts, string key) =>
        MachineList.Of(facts, Language.English).Single(line => line.Key == key);
}
