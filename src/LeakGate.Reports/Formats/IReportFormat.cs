namespace LeakGate.Reports.Formats;

/// <summary>
/// One way to write a run down. A format is given what was recorded and judged, computes no judgement, touches no file, and is
/// thread-safe: <see cref="ReportWriter"/> puts what it gives in place.
/// </summary>
public interface IReportFormat
{
    /// <summary>Name in <c>reports:</c> and <c>--format</c>.</summary>
    string Name { get; }

    /// <summary>The files of this format, for one target or for several of the same run.</summary>
    /// <param name="input">What to write down.</param>
    IEnumerable<ReportFile> Write(ReportInput input);
}
