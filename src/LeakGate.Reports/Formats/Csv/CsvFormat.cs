using System.Globalization;
using System.Text;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Recorded;

namespace LeakGate.Reports.Formats.Csv;

/// <summary>
/// <c>samples.csv</c> and <c>blocks.csv</c> for spreadsheets and scripts. The samples of one target can be judged again by
/// <c>leakgate analyze</c>; those of several have a column with the target's name in front. An empty cell is a gap. A row that stands
/// for a stretch of readings holds the lowest of them, and a column says how many they were.
/// </summary>
public sealed class CsvFormat : IReportFormat
{
    /// <inheritdoc />
    public string Name => "csv";

    /// <inheritdoc />
    public IEnumerable<ReportFile> Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return [Table("samples.csv", Samples(input.Targets)), Table("blocks.csv", Blocks(input.Targets))];
    }

    private static IEnumerable<IReadOnlyList<string>> Samples(IReadOnlyList<ReportTarget> targets)
    {
        var all = targets.Select(target => (target.Name, Rows: SampleRow.Of(target.Run))).ToList();
        var names = all.SelectMany(one => one.Rows).SelectMany(row => row.Values.Keys).Distinct(StringComparer.Ordinal).ToList();

        // A target that is only watched has no requests: a column of zeros would say that none had an effect.
        var requests = all.Any(one => one.Rows.Any(row => row.Requests > 0));
        var several = targets.Count > 1;
        var folded = all.Any(one => one.Rows.Any(row => row.Readings > 1));
        string[] Where(bool there, string cell) => there ? [cell] : [];
        yield return [.. Where(several, "target"), RecordedColumns.Elapsed, .. Where(requests, RecordedColumns.Requests), .. Where(folded, RecordedColumns.Readings), .. names.Select(Safe)];
        foreach (var (name, rows) in all)
        {
            foreach (var row in rows)
            {
                yield return
                [
                    .. Where(several, Safe(name)), Number(Math.Round(row.At.TotalSeconds, 3)), .. Where(requests, Number(row.Requests)),
                    .. Where(folded, Number(row.Readings)), .. names.Select(column => Number(Value(row.Values, column))),
                ];
            }
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Blocks(IReadOnlyList<ReportTarget> targets)
    {
        var all = targets.SelectMany(target => target.Run.Blocks.Select(block => (Target: target, Block: block))).ToList();
        var floors = all.SelectMany(one => one.Block.Floors.Keys).Distinct(StringComparer.Ordinal).ToList();
        var peaks = all.SelectMany(one => one.Block.Peaks?.Keys ?? []).Distinct(StringComparer.Ordinal).ToList();
        var judged = all.SelectMany(one => one.Block.Evidence.Keys).Distinct(StringComparer.Ordinal).ToList();
        yield return
        [
            "target", "block", "stage", "only_request", "frozen", "started_s", "load_ended_s", "read_s", "requests_total", "planned", "completed", "failed",
            "settled", "target_cores", "cpu_free", "cpu_others",
            .. floors.Select(name => "floor " + Safe(name)), .. peaks.Select(name => "peak " + Safe(name)),
            .. judged.SelectMany(IEnumerable<string> (name) => ["leak evidence " + Safe(name), "clean evidence " + Safe(name)]),
        ];
        foreach (var (target, block) in all)
        {
            yield return
            [
                Safe(target.Name), Number(block.Index), Safe(block.Stage),
                block.Only is { } only && only >= 0 && only < target.Run.Header.Requests.Count ? Safe(target.Run.Header.Requests[only]) : "",
                block.Frozen ? "1" : "0", Number(Math.Round(block.Started.TotalSeconds, 3)), Number(Math.Round(block.LoadEnded.TotalSeconds, 3)), Number(Math.Round(block.At.TotalSeconds, 3)),
                Number(block.TotalRequests), Number(block.Planned.Sum()), Number(block.Completed.Sum()), Number(block.Failed.Sum()),
                block.Settled ? "1" : "0", Number(block.TargetCores), Number(block.CpuFree), Number(block.CpuOthers),
                .. floors.Select(name => Number(Value(block.Floors, name))), .. peaks.Select(name => Number(Value(block.Peaks, name))),
                .. judged.SelectMany(IEnumerable<string> (name) => block.Evidence.TryGetValue(name, out var evidence) ? new[] { Number(evidence.Leak), Number(evidence.Clean) } : ["", ""]),
            ];
        }
    }

    private static double? Value(IReadOnlyDictionary<string, double>? values, string name) =>
        values is not null && values.TryGetValue(name, out var value) ? value : null;

    private static ReportFile Table(string path, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append('\n');
        }

        return ReportFile.Text(path, text.ToString());
    }

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r") ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;

    /// <summary>A spreadsheet would compute a text that begins like a formula.</summary>
    private static string Safe(string text)
    {
        var safe = SafeText.Of(text);
        return safe is ['=' or '+' or '-' or '@', ..] ? "'" + safe : safe;
    }

    private static string Number(double? value) => value is { } known && double.IsFinite(known) ? Math.Round(known, 9).ToString("R", CultureInfo.InvariantCulture) : "";
}
