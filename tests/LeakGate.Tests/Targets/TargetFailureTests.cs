using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Targets;

public sealed class TargetFailureTests
{
    public static TheoryData<int?, int?, string?, bool, string, string> Ends => new()
    {
        { 3, null, null, false, "exited", "shop exited with code 3." },
        { null, 11, null, false, "killed", "shop was killed by SIGSEGV." },
        { null, 40, null, false, "killed", "shop was killed by signal 40." },
        { null, 9, null, true, "out_of_memory", "shop was killed by SIGKILL while the kernel was out of memory." },
        { 137, null, null, true, "out_of_memory", "shop exited with code 137, and the kernel had killed a process of it for lack of memory." },
        { 127, null, "no such program", false, "not_found", "shop: no such program." },
        { 126, null, "permission denied", false, "not_started", "shop: permission denied." },
        { null, null, "its keeper was killed", false, "gone", "shop: its keeper was killed." },
        { null, null, null, false, "gone", "shop ended." },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Each_end_has_its_code_and_words(int? exitCode, int? signal, string? error, bool outOfMemory, string code, string message)
    {
        await using var target = new EndedTarget(new TargetExit(exitCode, signal, error) { OutOfMemory = outOfMemory }, []);

        var failure = TargetFailure.OfExit(target);

        failure.Code.ShouldBe(code);
        failure.Message.ShouldBe(message);
    }

    [Fact]
    public async Task The_last_output_is_shown_and_only_so_much_of_it()
    {
        await using var target = new EndedTarget(new TargetExit(1, null, null), [.. Enumerable.Range(1, 50).Select(i => FormattableString.Invariant($"line {i}"))]);

        var lines = TargetFailure.OfExit(target).Message.Split('\n');

        lines[0].ShouldBe("shop exited with code 1. Its last output:");
        lines.Length.ShouldBe(1 + TargetFailure.LinesShown);
        lines[^1].ShouldBe("  line 50");
    }

    private sealed class EndedTarget(TargetExit exit, IReadOnlyList<string> output) : ITarget
    {
        public string Name => "shop";

        public int RootPid => 0;

        public Task<TargetExit> Exited { get; } = Task.FromResult(exit);

        public ProcessTree ReadTree() => new([]);

        public IReadOnlyList<string> LastOutput(int lines) => [.. output.TakeLast(lines)];

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
