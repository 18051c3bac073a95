using LeakGate.Reports.Formats.Allure;
using LeakGate.Reports.Formats.Html;
using LeakGate.Reports.Formats.Json;
using LeakGate.Reports.Formats.Junit;
using LeakGate.Reports.Formats.Svg;

namespace LeakGate.Reports.Formats;

/// <summary>Every format, one line each; <c>KnownNames.Reports</c> lists the same names, which a test checks.</summary>
public static class ReportFormats
{
    /// <summary>All formats, in the order in which they are written.</summary>
    public static IReadOnlyList<IReportFormat> All { get; } =
    [
        new HtmlFormat(),
        new JsonFormat(),
        new JunitFormat(),
        new AllureFormat(),
        new SvgFormat(),
    ];

    /// <summary>The format of that name; <see langword="null"/>: there is none.</summary>
    public static IReportFormat? Named(string name) => All.FirstOrDefault(format => format.Name == name);
}
