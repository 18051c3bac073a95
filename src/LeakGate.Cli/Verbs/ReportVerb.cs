using LeakGate.Cli.Outcomes;
using LeakGate.Runs;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary><c>leakgate report RUN</c>: writes any report again, from the run folder alone.</summary>
internal sealed class ReportVerb(CliHost host, CliTexts texts, TimeProvider time)
{
    private readonly UsageErrors _errors = new();

    /// <summary>Writes the reports and prints the path of each on a line; exit code 0, or 2 when something was typed wrong.</summary>
    public async Task<int> ExecuteAsync(ReportRequest request)
    {
        new ExitWords(texts, _errors).CheckLanguage(request.Language);
        string[] formats = [.. (request.Format ?? "html").Split(',').Select(word => word.Trim()).Distinct(StringComparer.Ordinal)];
        foreach (string format in formats.Where(format => !KnownNames.Reports.Contains(format, StringComparer.Ordinal)))
        {
            _errors.Add(texts.UnknownValue("--format", format, Nearest.To(format, KnownNames.Reports), string.Join(", ", KnownNames.Reports)));
        }

        List<RunFolder> folders = Folders(request.Runs);
        if (_errors.Lines.Count > 0)
        {
            return await RefuseAsync();
        }

        WrittenReports reports = new(
            host, texts.Language, time, told => { if (!request.Quiet) { host.Error.WriteLine($"leakgate: {told}"); } });
        IReadOnlyList<string> written = request.Out is { } output
            ? reports.Into(Path.GetFullPath(output, host.CurrentFolder), folders, formats)
            : reports.InPlace(folders, formats);
        foreach (string path in request.Quiet ? [] : written)
        {
            await host.Output.WriteLineAsync(Path.GetRelativePath(host.CurrentFolder, path));
        }

        return ExitCodes.Clean;
    }

    private List<RunFolder> Folders(IReadOnlyList<string> runs)
    {
        if (runs.Count == 0)
        {
            _errors.Add(texts.NothingToReport());
        }

        List<RunFolder> folders = [];
        foreach (string named in runs)
        {
            string path = RecordedRuns.Standing(host.CurrentFolder, named);
            IReadOnlyList<string> found = RecordedRuns.At(path, path);
            if (found.Count == 0)
            {
                _errors.Add(Directory.Exists(path) ? texts.NoRunIn(named) : texts.NoSuchFile(named));
            }

            folders.AddRange(found.Select(folder => RunFolder.Open(folder)));
        }

        return folders;
    }

    private async Task<int> RefuseAsync()
    {
        foreach (string error in _errors.Lines)
        {
            await host.Error.WriteLineAsync(error);
        }

        await host.Error.WriteLineAsync(texts.NothingWritten());
        return ExitCodes.Usage;
    }
}
