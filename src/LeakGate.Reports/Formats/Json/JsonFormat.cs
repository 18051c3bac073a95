using System.Text.Json;
using LeakGate.Runs;
using LeakGate.Runs.Viewing;

namespace LeakGate.Reports.Formats.Json;

/// <summary><c>report.json</c>: verdict, records and every sample in one document, for programs.</summary>
public sealed class JsonFormat : IReportFormat
{
    /// <inheritdoc />
    public string Name => "json";

    /// <inheritdoc />
    public IEnumerable<ReportFile> Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var document = new ReportDocument
        {
            Version = input.Version,
            Written = input.Written,
            Targets = [.. input.Targets.Select(target => TargetDocument.Of(target.Run, target.Verdict))],
        };
        yield return new ReportFile("report.json", JsonSerializer.SerializeToUtf8Bytes(document, RunJson.Line));
    }
}
