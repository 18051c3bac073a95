using LeakGate.Reports.Charts;

namespace LeakGate.Reports.Formats.Svg;

/// <summary>
/// <c>memory-graphs/</c>: the charts as pictures. One target has its curves, floors and evidence, and where there are siblings the
/// comparison with them; several targets together have the comparisons alone, since each has its own folder.
/// </summary>
public sealed class SvgFormat : IReportFormat
{
    /// <summary>Folder of the pictures.</summary>
    public const string Folder = "memory-graphs";

    /// <inheritdoc />
    public string Name => "svg";

    /// <inheritdoc />
    public IEnumerable<ReportFile> Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var own = input.Targets.Count == 1 ? ChartSet.Of(input.Targets[0], input.Language) : [];
        return own.Concat(ChartSet.Comparisons([.. input.Targets, .. input.Siblings], input.Language))
            .Select(chart => ReportFile.Text($"{Folder}/{chart.Name}.svg", chart.Svg));
    }
}
