using LeakGate.Samples;
using LeakGate.Tests.Trends.Simulation;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Verdicts;

/// <summary>
/// Recorded data of made-up programs: three hours, a reading every ten seconds, one column, judged by time (10 MiB/h, 10/h) and
/// by requests (1 KiB, 1/1000; 50 a second, so 176 MiB and 180 an hour). Each figure is exact for its seeds.
/// </summary>
public sealed class RecordedSimulationTests(ITestOutputHelper output)
{
    private const int Runs = 100;
    private const int FirstSeed = 2_000_000;

    [Fact]
    public void Programs_that_do_not_leak_are_not_called_leaking()
    {
        RecordedShape[] shapes =
        [
            RecordedShape.Curve("flat, noise 1 MiB", 1, _ => 300),
            RecordedShape.Curve("flat, noise 10 MiB", 10, _ => 300),
            RecordedShape.Curve("warm-up of 20 min, then flat", 1, i => 300 - (200 * Math.Exp(-i / 40.0))),
            RecordedShape.Curve("sawtooth of 60 rows", 1, i => 100 + (2 * (i % 60))),
            RecordedShape.Curve("sawtooth of 300 rows", 1, i => 100 + (0.4 * (i % 300))),
            RecordedShape.Curve("sawtooth of 500 rows, by half", 1, i => 100 + (0.4 * (i % 500))),
            RecordedShape.Curve("sawtooth of 700 rows", 1, i => 100 + (0.3 * (i % 700))),
            RecordedShape.Curve("sawtooth of 900 rows, by half", 1, i => 100 + (0.3 * (i % 900))),
            RecordedShape.Running("high-water mark", 100, (n, v, _) => Math.Max(v, 100 + (20 * n.Normal()))),
            RecordedShape.Running("AR(0.99)", 300, (n, v, _) => 300 + (0.99 * (v - 300)) + n.Normal()),
            RecordedShape.Running("random walk, 1 MiB a row", 300, (n, v, _) => v + n.Normal()),
            RecordedShape.Curve("fill, τ 90 rows", 1, i => 100 + (400 * (1 - Math.Exp(-i / 90.0)))),
            RecordedShape.Curve("fill, τ 250 rows", 1, i => 100 + (400 * (1 - Math.Exp(-i / 250.0)))),
            RecordedShape.Curve("fill, τ 500 rows", 1, i => 100 + (400 * (1 - Math.Exp(-i / 500.0)))),
            RecordedShape.Curve("fill to the brim after 2 h", 1, i => 100 + Math.Min(720, i)),
            RecordedShape.Curve("fill to the brim after 1 h", 1, i => 100 + Math.Min(360, i)),
            RecordedShape.Curve("fill to the brim after 2 h 24", 1, i => 100 + Math.Min(864, i)),
            RecordedShape.Curve("fill to the brim, 15 min before the end", 1, i => 100 + Math.Min(990, i)),
            RecordedShape.Curve("fill by collections of 60 rows, full after 2 h 24", 1, i => 100 + (Math.Min(864, i) / 60 * 60)),
            RecordedShape.Curve("fill to the brim, τ 300 rows behind it", 1, i => 100 + Math.Min(400, i) + (i < 400 ? 0 : 100 * (1 - Math.Exp(-(i - 400) / 300.0)))),
            RecordedShape.Curve("fill that slows down twice", 1, i => 100 + Math.Min(350, i) + (0.5 * Math.Clamp(i - 350, 0, 300))),
            RecordedShape.Curve("fill by a logistic curve", 1, i => 100 + (400 / (1 + Math.Exp(-(i - 500) / 90.0)))),
            RecordedShape.Curve("fill by the root, full after 2 h 30", 1, i => 100 + (20 * Math.Sqrt(Math.Min(900, i)))),
            RecordedShape.Curve("flat, restart in the middle", 1, i => 300 - (200 * Math.Exp(-(i % 540) / 20.0)), restarts: 540),
            RecordedShape.Curve("one step up at half", 1, i => i < 540 ? 200 : 400),
            new("descriptors, constant", (_, rows) => [.. Enumerable.Repeat(40.0, rows)], Unit.Count),
            new("descriptors, AR(0.95)", (n, rows) => Walk(n, rows), Unit.Count),
        ];

        Tell(shapes).ShouldAllBe(tally => tally.Leak == 0);
    }

    [Fact]
    public void Quiet_programs_are_shown_to_be_clean()
    {
        RecordedShape[] shapes =
        [
            RecordedShape.Curve("flat, noise 1 MiB", 1, _ => 300),
            RecordedShape.Curve("warm-up of 20 min, then flat", 1, i => 300 - (200 * Math.Exp(-i / 40.0))),
            RecordedShape.Curve("sawtooth of 60 rows", 1, i => 100 + (2 * (i % 60))),
            new("descriptors, constant", (_, rows) => [.. Enumerable.Repeat(40.0, rows)], Unit.Count),
        ];

        Tell(shapes).ShouldAllBe(tally => tally.Clean >= Runs * 95 / 100);
    }

    [Fact]
    public void Leaks_are_found_and_never_called_clean()
    {
        RecordedShape[] shapes =
        [
            RecordedShape.Curve("leak 1 MiB a row (360 MiB/h)", 1, i => 100 + i),
            RecordedShape.Curve("leak 1 MiB a row, noise 20 MiB", 20, i => 200 + i),
            RecordedShape.Curve("leak 1 MiB a row, sawtooth of 60 rows", 1, i => 100 + i + (2 * (i % 60))),
            RecordedShape.Curve("leak 1 MiB a row after a warm-up", 1, i => 300 + i - (200 * Math.Exp(-i / 40.0))),
            RecordedShape.Curve("leak 1 MiB a row, restart at half", 1, i => 100 + (i % 540), restarts: 540),
            RecordedShape.Curve("leak 1 MiB a row beside a fill to the brim", 1, i => 100 + i + (2 * Math.Min(450, i))),
            RecordedShape.Curve("leak of 20 MiB every 20 rows", 1, i => 100 + (20 * (i / 20))),
            new("descriptors, one a row", (n, rows) => [.. Enumerable.Range(0, rows).Select(i => Math.Round(40.0 + i + n.Uniform()))], Unit.Count),
        ];

        var tallies = Tell(shapes);

        tallies.ShouldAllBe(tally => tally.Clean == 0);
        tallies.ShouldAllBe(tally => tally.Leak >= Runs * 90 / 100);
    }

    /// <summary>What can't be told from a program that is well: it must not pass as clean.</summary>
    [Fact]
    public void Leaks_that_look_like_something_else_are_not_called_clean()
    {
        RecordedShape[] shapes =
        [
            RecordedShape.Curve("leak in steps of 180 MiB every 180 rows", 1, i => 100 + (180 * (i / 180))),
            RecordedShape.Curve("leak that begins at half", 1, i => 100 + Math.Max(0, i - 540)),
            RecordedShape.Curve("leak, restart that no counter shows", 1, i => 100 + (i % 540)),
        ];

        Tell(shapes).ShouldAllBe(tally => tally.Clean == 0);
    }

    private List<(string Shape, int Leak, int Clean)> Tell(IEnumerable<RecordedShape> shapes)
    {
        output.WriteLine($"{"shape",-42} {"by",-8} {"runs",5} {"LEAK",5} {"CLEAN",6} {"growing",8} {"noisy",6} {"too short",9}");
        var tallies = new List<(string Shape, int Leak, int Clean)>();
        foreach (var shape in shapes)
        {
            foreach (var byRequests in new[] { false, true })
            {
                var verdicts = Enumerable.Range(FirstSeed, Runs).Select(seed => shape.Judge(seed, byRequests)).ToList();
                int Of(Outcome outcome) => verdicts.Count(verdict => verdict.Outcome == outcome);
                int For(string reason) => verdicts.Count(verdict => verdict.Reason == reason);
                output.WriteLine(FormattableString.Invariant(
                    $"{shape.Name,-42} {(byRequests ? "requests" : "time"),-8} {Runs,5} {Of(Outcome.Leak),5} {Of(Outcome.Clean),6} {For("growing"),8} {For("noisy"),6} {For("too_short"),9}"));
                tallies.Add((shape.Name, Of(Outcome.Leak), Of(Outcome.Clean)));
            }
        }

        return tallies;
    }

    private static double[] Walk(Noise noise, int rows)
    {
        var values = new double[rows];
        var level = 0.0;
        for (var i = 0; i < rows; i++)
        {
            level = (0.95 * level) + noise.Normal();
            values[i] = Math.Max(0, Math.Round(40 + (3 * level)));
        }

        return values;
    }
}
