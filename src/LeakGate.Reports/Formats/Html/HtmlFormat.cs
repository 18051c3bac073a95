using LeakGate.Runs.Text;
using LeakGate.Runs.Viewing;

namespace LeakGate.Reports.Formats.Html;

/// <summary><c>report.html</c>: the viewer and its data in one file that needs no network.</summary>
public sealed class HtmlFormat : IReportFormat
{
    /// <summary>The file of a target, and that of all targets of a run.</summary>
    public const string File = "report.html";

    /// <inheritdoc />
    public string Name => "html";

    /// <inheritdoc />
    public IEnumerable<ReportFile> Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        yield return ReportFile.Text(File, HtmlPage.Of(Document(input), input));
    }

    /// <summary>The document that the viewer is given: worded in both languages, thinned.</summary>
    public static ReportDocument Document(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ReportDocument
        {
            Version = input.Version,
            Written = input.Written,
            Language = input.Language == Language.Russian ? "ru" : "en",
            Targets = [.. input.Targets.Select(target => ViewedTarget.Of(target, input))],
        };
    }
}
