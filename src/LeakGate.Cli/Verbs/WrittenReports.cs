using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Svg;
using LeakGate.Runs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>
/// Writes reports from run folders alone: each target's into a folder of its own, and those of all targets together beside them
/// where there are several.
/// </summary>
internal sealed class WrittenReports(CliHost host, Language language, TimeProvider time, Action<string> tell)
{
    /// <summary>Into the run folders themselves, as <c>run</c> does.</summary>
    /// <returns>Paths that were written.</returns>
    public IReadOnlyList<string> InPlace(IReadOnlyList<RunFolder> folders, IReadOnlyList<string> formats) =>
        formats.Count == 0 || folders.Count == 0 ? [] : Write(folders, formats, Path.GetDirectoryName(folders[0].Path)!, folder => folder.Path);

    /// <summary>Into another folder: one target's directly, several each into a folder of its name.</summary>
    /// <returns>Paths that were written.</returns>
    public IReadOnlyList<string> Into(string output, IReadOnlyList<RunFolder> folders, IReadOnlyList<string> formats) =>
        Write(folders, formats, output, folder => folders.Count == 1 ? output : Path.Combine(output, Path.GetFileName(folder.Path)));

    private List<string> Write(
        IReadOnlyList<RunFolder> folders, IReadOnlyList<string> formats, string together, Func<RunFolder, string> place)
    {
        var targets = folders.Select(ReportReading.Of).ToList();
        var written = new List<string>();
        foreach (var format in formats.Select(ReportFormats.Named).OfType<IReportFormat>())
        {
            if (targets.Count > 1)
            {
                written.AddRange(ReportWriter.Write(format, Input(targets, []), together));
            }

            for (var i = 0; i < targets.Count; i++)
            {
                var siblings = targets.Where(target => target != targets[i]).ToList();
                written.AddRange(ReportWriter.Write(format, Input([targets[i]], siblings), place(folders[i])));
            }
        }

        return [.. written, .. Pictures(written)];
    }

    /// <summary>PNG beside each chart, for what shows no SVG. No converter at hand is told once and is no error.</summary>
    private IEnumerable<string> Pictures(IReadOnlyList<string> written)
    {
        var charts = written.Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == SvgFormat.Folder).ToList();
        if (charts.Count == 0)
        {
            return [];
        }

        if (PictureConverter.Find(host.Environment, language) is { } converter)
        {
            return converter.Convert(charts, problem => tell(new CliTexts(language).NoPicture(problem)));
        }

        tell(new CliTexts(language).NoConverter(PictureConverter.Program));
        return [];
    }

    private ReportInput Input(IReadOnlyList<ReportTarget> targets, IReadOnlyList<ReportTarget> siblings) => new()
    {
        Targets = targets,
        Siblings = siblings,
        Language = language,
        Version = RunSession.Version,
        Written = time.GetUtcNow(),
        Environment = host.Environment,
    };
}
