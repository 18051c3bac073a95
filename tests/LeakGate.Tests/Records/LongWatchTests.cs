using System.Diagnostics;
using System.Globalization;
using System.Text;
using LeakGate.Cli.Display;
using LeakGate.Observation.Experiments;
using LeakGate.Runs;
using LeakGate.Runs.Recorded;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Series;
using LeakGate.Tests.Load;
using LeakGate.Tests.Recorded;
using LeakGate.Verdicts;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Records;

/// <summary>
/// LeakGate's own memory while it watches for a day, in fake time: its sampler, windows, records and display, with made-up readings. A
/// week takes half a minute: <c>bench/own-cost.py week</c>. The watch has a process of its own: what the other tests left behind goes
/// away by and by, and would be weighed with it.
/// </summary>
public sealed class LongWatchTests : IDisposable
{
    private const int WindowHours = 12;
    private const int Weighings = 6;

    private static readonly int Hours = 24 * int.Parse(Environment.GetEnvironmentVariable("LEAKGATE_WATCHED_DAYS") ?? "1", CultureInfo.InvariantCulture);

    private const string Alone = "LEAKGATE_WATCH_ALONE";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("leakgate-week-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Watching_for_days_takes_no_more_memory_at_its_end_and_LeakGate_calls_that_clean()
    {
        if (Environment.GetEnvironmentVariable(Alone) is null)
        {
            await InItsOwnProcessAsync($"*.{nameof(LongWatchTests)}.{nameof(Watching_for_days_takes_no_more_memory_at_its_end_and_LeakGate_calls_that_clean)}");
            return;
        }

        var folder = RunFolder.Create(_root.FullName, "run", "shop");
        var memory = await Task.Run(() => WatchAsync(folder), TestContext.Current.CancellationToken);

        memory.Count.ShouldBe(Hours * Weighings);
        var verdict = RecordedVerdicts.Judge(Csv.Valid(Table(memory)), "own.csv", WeekOfReadings.Header.Started);
        var heap = verdict.Resources.ShouldHaveSingleItem();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{memory[0]:N0} bytes after ten minutes, {memory[^1]:N0} after {Hours} hours; {verdict.Verdict}, at most {heap.PerHour?.High:N0} bytes an hour; {new FileInfo(folder.RecordsFile).Length:N0} bytes of records"));
        verdict.Verdict.ShouldBe(Outcome.Clean);
        heap.PerHour.ShouldNotBeNull().High.ShouldBeLessThan(64 * 1024);
        new FileInfo(folder.RecordsFile).Length.ShouldBeLessThan(20_000_000);
        var run = RunReader.Read(folder);
        run.Records.Sum(record => record is EnvelopeRecord stretch ? stretch.Readings : record is SampleRecord ? 1 : 0).ShouldBe(Hours * 3600);
        run.Blocks.Count().ShouldBe(Hours / WindowHours);
    }

    private static async Task InItsOwnProcessAsync(string method)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["--no-progress", "--show-live-output", "on", "--filter-method", method])
        {
            Environment = { [Alone] = "1" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var told = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(10 * LoopbackServer.Patience);
            TestContext.Current.TestOutputHelper?.WriteLine(told);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0, told);
            told.ShouldContain("succeeded: 1");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Watches, and weighs itself every ten minutes.</summary>
    private static async Task<List<double>> WatchAsync(RunFolder folder)
    {
        var time = new CountedTime();
        var clock = new RunClock(time);
        using var writer = new RunWriter(folder);
        await using var display = new PlainDisplay(TextWriter.Null, Language.English);
        void Keep(RunRecord record)
        {
            writer.Write(record);
            display.Show("shop", record);
        }

        display.Begin("shop");
        Keep(WeekOfReadings.Header);
        var probe = new WeekProbe();
        await using var sampler = new Sampler(new StandingTarget(), [probe], () => 0, clock, Keep, TimeSpan.FromSeconds(1));
        var windows = new WindowReader(sampler, [probe], clock, collect: false);
        sampler.Start();
        await UntilAsync(() => time.Waits == 1);
        var memory = new List<double>();
        Task<BlockRecord>? window = null;
        for (var hour = 0; hour < Hours; hour++)
        {
            window ??= windows.ReadAsync(Stage.Blocks, TimeSpan.FromHours(hour + WindowHours), CancellationToken.None);
            for (var part = 0; part < Weighings; part++)
            {
                for (var second = 0; second < 3600 / Weighings; second++)
                {
                    await StepAsync(time);
                }

                if (part < Weighings - 1)
                {
                    memory.Add(Weigh());
                }
            }

            if ((hour + 1) % WindowHours == 0)
            {
                Keep(await window.WaitAsync(LoopbackServer.Patience, TimeProvider.System));
                window = null;
            }

            memory.Add(Weigh());
        }

        return memory;
    }

    private static long Weigh()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    /// <summary>One second on, until the reading that is due has been made and the next one is waited for.</summary>
    private static async Task StepAsync(CountedTime time)
    {
        var waits = time.Waits;
        time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => time.Waits > waits);
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(LoopbackServer.Patience);
            await Task.Yield();
        }
    }

    private static string Table(List<double> memory)
    {
        var text = new StringBuilder("elapsed_s,heap_bytes\n");
        for (var weighing = 0; weighing < memory.Count; weighing++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{3600 / Weighings * (weighing + 1)},{memory[weighing]:R}\n");
        }

        return text.ToString();
    }

    /// <summary>A clock that counts how often it is waited for.</summary>
    private sealed class CountedTime : FakeTimeProvider
    {
        private int _waits;

        public int Waits => Volatile.Read(ref _waits);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _waits);
            return timer;
        }
    }
}
