using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Verdicts;

namespace LeakGate.Tests.Verdicts;

/// <summary>A program that is only watched, made of numbers: windows of a length, growth per hour, seeded noise.</summary>
internal static class WatchedProgram
{
    public static Policy Policy { get; } = new()
    {
        ByTime = true,
        Margins = new Dictionary<Resource, double> { [Resource.Descriptors] = 10, [Resource.Memory] = 10 * 1024 * 1024 },
    };

    /// <summary>Judges it over two pilot windows and then the judged ones.</summary>
    /// <param name="windows">Judged windows.</param>
    /// <param name="length">Of a window.</param>
    /// <param name="memory">Bytes of memory by hours since the start.</param>
    /// <param name="descriptors">Descriptors by hours since the start.</param>
    /// <param name="noise">σ of memory, bytes.</param>
    /// <param name="seed">Of the noise.</param>
    public static Verdict Judge(
        int windows, TimeSpan length, Func<double, double> memory, Func<double, double>? descriptors = null, double noise = 0, int seed = 1)
    {
        var random = new Random(seed);
        var blocks = Enumerable.Range(0, windows + 3).Select(i =>
        {
            var ended = TimeSpan.FromSeconds(1) + (i * length);
            var gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return new Block
            {
                Index = i + 1,
                Stage = i == 0 ? Stage.WarmUp : i < 3 ? Stage.Pilot : Stage.Blocks,
                Completed = [],
                Planned = 0,
                TotalRequests = 0,
                Started = i == 0 ? ended : ended - length,
                LoadEnded = ended,
                Ended = ended,
                Floors = new Dictionary<string, Reading>
                {
                    [Resource.Memory.Column] = Reading.Of(Math.Max(0, memory(ended.TotalHours) + (noise * gauss))),
                    [Resource.Descriptors.Column] = Reading.Of(Math.Floor(descriptors?.Invoke(ended.TotalHours) ?? 20)),
                },
            };
        }).ToList();
        return new Gate(Policy).Judge(new Measurement
        {
            Blocks = blocks,
            Requests = [],
            Weights = [],
            Limits = new Dictionary<string, (double Value, string Source)> { ["memory"] = (1e9, "machine") },
        });
    }
}
