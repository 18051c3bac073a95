using LeakGate.Reports.Formats.Markdown;
using LeakGate.Reports.Formats.TeamCity;
using LeakGate.Runs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>
/// Puts reports that were written where a pipeline looks for them: into the summary of GitHub's step, and as annotations or service
/// messages into the log of the build. A report that can't be delivered is told and changes no verdict.
/// </summary>
internal sealed class PipelineDelivery(CliHost host, Language language, Action<string> tell)
{
    private readonly CliTexts _texts = new(language);

    /// <summary>Delivers what this pipeline reads; outside of one it does nothing.</summary>
    /// <param name="folders">Run folders of the targets, whose reports stand.</param>
    /// <param name="formats">Formats that were written.</param>
    /// <param name="json">Whether the output belongs to a JSON document alone.</param>
    public void Deliver(IReadOnlyList<RunFolder> folders, IReadOnlyList<string> formats, bool json)
    {
        if (folders.Count == 0)
        {
            return;
        }

        var place = folders.Count > 1 ? Path.GetDirectoryName(folders[0].Path)! : folders[0].Path;
        if (formats.Contains("markdown", StringComparer.Ordinal) && Named("GITHUB_STEP_SUMMARY") is { } summary)
        {
            Append(place, Path.GetFullPath(summary, host.CurrentFolder));
        }

        if (formats.Contains("github", StringComparer.Ordinal) && Named("GITHUB_ACTIONS") == "true")
        {
            // GitHub reads commands from both, so that the output stays a JSON document where one is asked for.
            (json ? host.Error : host.Output).Write(File.ReadAllText(Path.Combine(place, "annotations.txt")));
        }

        if (formats.Contains("teamcity", StringComparer.Ordinal) && Named("TEAMCITY_VERSION") is not null)
        {
            Messages(place, json);
        }
    }

    /// <summary>TeamCity reads the output alone.</summary>
    private void Messages(string place, bool json)
    {
        var file = Path.Combine(place, "teamcity.txt");
        if (json)
        {
            tell(_texts.MessagesAreIn(file));
            return;
        }

        host.Output.Write(File.ReadAllText(file));
        host.Output.WriteLine(ServiceMessage.Artifacts(place, "leakgate"));
    }

    private void Append(string place, string summary)
    {
        try
        {
            // The whole page where it fits beside what the step said before, else the short one.
            var said = File.Exists(summary) ? new FileInfo(summary).Length : 0;
            var page = new[] { MarkdownFormat.Summary, MarkdownFormat.Comment }.Select(name => Path.Combine(place, name))
                .FirstOrDefault(file => said + new FileInfo(file).Length <= MarkdownFormat.LongestSummary);
            if (page is null)
            {
                tell(_texts.NoStepSummary(_texts.StepSummaryIsFull()));
                return;
            }

            File.AppendAllText(summary, File.ReadAllText(page));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            tell(_texts.NoStepSummary(fault.Message));
        }
    }

    private string? Named(string variable) => host.Environment(variable) is { Length: > 0 } value ? value : null;
}
