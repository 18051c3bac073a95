using LeakGate.Observation.Experiments;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Records;
using LeakGate.Tests.Load;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes;

public sealed class SamplerTests
{
    [Fact]
    public async Task A_late_reading_shifts_none_after_it_and_one_that_was_missed_is_not_made_up_for()
    {
        var time = new SteppedTime();
        var read = new List<double>();
        await using var sampler = new Sampler(
            new Nobody(), [], () => 0, new RunClock(time), one => read.Add(((SampleRecord)one).At.TotalMilliseconds), TimeSpan.FromMilliseconds(100));

        sampler.Start();
        var waits = 0;
        foreach (var step in new[] { 100, 130, 70, 350, 50, 100 })
        {
            await time.WhenWaited(++waits);
            time.Advance(TimeSpan.FromMilliseconds(step));
        }

        await time.WhenWaited(++waits);
        read.ShouldBe([100, 230, 300, 650, 700, 800]);
    }

    /// <summary>A target without a process: what is tested is when it is read.</summary>
    private sealed class Nobody : ITarget
    {
        public string Name => "nobody";

        public int RootPid => 0;

        public Task<TargetExit> Exited { get; } = new TaskCompletionSource<TargetExit>().Task;

        public ProcessTree ReadTree() => new([]);

        public IReadOnlyList<string> LastOutput(int lines) => [];

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
