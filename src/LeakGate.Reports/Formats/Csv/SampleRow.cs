using LeakGate.Runs;
using LeakGate.Runs.Records;

namespace LeakGate.Reports.Formats.Csv;

/// <summary>One row of readings.</summary>
/// <param name="At">When it was read; of a stretch its end.</param>
/// <param name="Requests">Completed requests until then.</param>
/// <param name="Readings">Readings that it stands for.</param>
/// <param name="Values">Values by column; of a stretch the lowest, which is what is judged.</param>
internal sealed record SampleRow(TimeSpan At, long Requests, int Readings, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>All readings of a run in order of time.</summary>
    public static IReadOnlyList<SampleRow> Of(RecordedRun run) => [.. run.Records.Select(Of).OfType<SampleRow>().OrderBy(row => row.At)];

    private static SampleRow? Of(RunRecord record) => record switch
    {
        SampleRecord sample => new SampleRow(sample.At, sample.Requests, 1, sample.Values),
        EnvelopeRecord stretch => new SampleRow(stretch.At, stretch.Requests, stretch.Readings, stretch.Low),
        _ => null,
    };
}
