using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Viewing;

namespace LeakGate.Reports.Charts;

/// <summary>One resource of one target over time.</summary>
internal sealed record CurveSeries
{
    /// <summary>Exact memory is read at block ends; what is read under load is its cheap likeness.</summary>
    private static readonly Dictionary<string, string[]> Likenesses = new(StringComparer.Ordinal)
    {
        ["anonymous_bytes"] = ["anonymous_bytes", "rss_anon_bytes", "rss_bytes"],
    };

    public required string Target { get; init; }

    public required VerdictDocument.ResourceEntry Resource { get; init; }

    /// <summary>The column that is drawn, which may be a likeness of the judged one.</summary>
    public required string Column { get; init; }

    /// <summary>Seconds and values; a value that is no number is a gap.</summary>
    public required IReadOnlyList<(double X, double Y)> Points { get; init; }

    /// <summary>Seconds and floors.</summary>
    public required IReadOnlyList<(double X, double Y)> Floors { get; init; }

    /// <summary>When each stage began, seconds.</summary>
    public required IReadOnlyList<(string Name, double From)> Stages { get; init; }

    /// <summary>Last record, seconds.</summary>
    public required double Ends { get; init; }

    public static CurveSeries Of(ReportTarget target, VerdictDocument.ResourceEntry resource)
    {
        var samples = target.Run.Records.SelectMany(SampleColumns.Drawn).OrderBy(sample => sample.At).ToList();
        string[] columns = Likenesses.GetValueOrDefault(resource.Column) ?? [resource.Column];
        var column = columns.FirstOrDefault(name => samples.Exists(sample => sample.Values.ContainsKey(name)), resource.Column);
        return new CurveSeries
        {
            Target = target.Name,
            Resource = resource,
            Column = column,
            Points = samples.Exists(sample => sample.Values.ContainsKey(column))
                ? [.. samples.Select(sample => (sample.At.TotalSeconds, sample.Values.TryGetValue(column, out var value) ? value : double.NaN))] : [],
            Floors =
            [
                .. target.Run.Blocks.Where(block => block.Floors.ContainsKey(resource.Column))
                    .Select(block => (block.At.TotalSeconds, block.Floors[resource.Column])),
            ],
            Stages = [.. target.Run.Records.OfType<StageRecord>().Select(stage => (stage.Stage, stage.At.TotalSeconds))],
            Ends = target.Run.Records.Max(record => record.At.TotalSeconds),
        };
    }
}
