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

    [Fact]
    public async Task A_timer_that_rings_early_makes_no_reading_twice()
    {
        var time = new SteppedTime();
        var read = new List<double>();
        var early = new EarlyTime(time);
        await using var sampler = new Sampler(
            new Nobody(), [], () => 0, new RunClock(early), one => read.Add(((SampleRecord)one).At.TotalMilliseconds), TimeSpan.FromMilliseconds(100));

        sampler.Start();
        for (var waits = 1; waits <= 4; waits++)
        {
            await time.WhenWaited(waits);
            time.Advance(TimeSpan.FromMilliseconds(waits == 1 ? 99 : 100));
        }

        await time.WhenWaited(5);
        read.ShouldBe([99, 199, 299, 399]);
    }

    /// <summary>Timers that ring a millisecond before their time.</summary>
    private sealed class EarlyTime(TimeProvider time) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime - TimeSpan.FromMilliseconds(1), period);
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
