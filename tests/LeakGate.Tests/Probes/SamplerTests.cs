using LeakGate.Observation.Experiments;
using LeakGate.Observation.Probes;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Records;
using LeakGate.Samples;
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

    [Fact]
    public async Task A_reading_that_does_not_answer_is_a_gap_until_it_returns_and_the_run_goes_on()
    {
        var time = new SteppedTime();
        var read = new List<RunRecord>();
        using var probe = new HangingProbe();
        await using var sampler = new Sampler(
            new Nobody(), [probe], () => 0, new RunClock(time), read.Add, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));
        var cancel = TestContext.Current.CancellationToken;
        (await sampler.TickAsync(cancel))["fds"].ShouldBe(7);

        probe.Hang();
        (await sampler.TickAsync(cancel)).ShouldBeEmpty();
        (await sampler.TickAsync(cancel)).ShouldBeEmpty();
        (await sampler.AloneAsync(_ => Task.FromResult(5), cancel)).ShouldBe(5);
        probe.Asked.ShouldBe(2);

        probe.Release();
        await probe.Returned.WaitAsync(LoopbackServer.Patience, TimeProvider.System, cancel);
        while (!(await sampler.TickAsync(cancel)).ContainsKey("fds"))
        {
            // The thread that hung has returned, and its task ends in a moment.
            await Task.Yield();
        }

        read.OfType<EventRecord>().ShouldHaveSingleItem().Text.ShouldBe("The cheap readings gave no answer within 0.2 s.");
        read.OfType<SampleRecord>().ElementAt(1).Gaps.ShouldBe(new Dictionary<string, string> { ["fds"] = "no answer within 0.2 s" });
        read.OfType<SampleRecord>().ElementAt(1).Values.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reading_of_the_loop_that_does_not_answer_holds_up_neither_floors_nor_the_end()
    {
        var time = new SteppedTime();
        var read = new List<RunRecord>();
        using var probe = new HangingProbe();
        var sampler = new Sampler(new Nobody(), [probe], () => 0, new RunClock(time), read.Add, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));
        var cancel = TestContext.Current.CancellationToken;
        (await sampler.TickAsync(cancel))["fds"].ShouldBe(7);
        sampler.Start();
        await time.WhenWaited(1);

        probe.Hang();
        var stepped = Task.Run(() => time.Advance(TimeSpan.FromSeconds(1)), cancel);
        await probe.Hung.WaitAsync(LoopbackServer.Patience, TimeProvider.System, cancel);
        (await sampler.AloneAsync(_ => Task.FromResult(5), cancel)).ShouldBe(5);
        (await sampler.TickAsync(cancel)).ShouldBeEmpty();
        await sampler.DisposeAsync().AsTask().WaitAsync(LoopbackServer.Patience, TimeProvider.System, cancel);

        read.OfType<EventRecord>().ShouldHaveSingleItem().Text.ShouldBe("The cheap readings gave no answer within 0.2 s.");
        read.OfType<SampleRecord>().Last().Gaps.ShouldBe(new Dictionary<string, string> { ["fds"] = "no answer within 0.2 s" });
        probe.Release();
        await probe.Returned.WaitAsync(LoopbackServer.Patience, TimeProvider.System, cancel);
        await stepped;
    }

    /// <summary>Answers, or waits until it is released.</summary>
    private sealed class HangingProbe : IProbe, IDisposable
    {
        private readonly ManualResetEventSlim _open = new(initialState: true);
        private readonly TaskCompletionSource _hung = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _returned = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "hanging";

        public int Asked { get; private set; }

        public Task Hung => _hung.Task;

        public Task Returned => _returned.Task;

        public void Hang() => _open.Reset();

        public void Release() => _open.Set();

        public void ReadTick(ProcessTree tree, ReadingSet into)
        {
            Asked++;
            var hangs = !_open.IsSet;
            if (hangs)
            {
                _hung.TrySetResult();
            }

            _open.Wait(LoopbackServer.Patience);
            into.Set("fds", Reading.Of(7));
            if (hangs)
            {
                _returned.TrySetResult();
            }
        }

        public ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel) => ValueTask.CompletedTask;

        public ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel) => ValueTask.CompletedTask;

        public ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public void Dispose() => _open.Dispose();
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
