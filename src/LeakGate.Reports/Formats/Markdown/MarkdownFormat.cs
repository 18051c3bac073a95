using System.Text;
using LeakGate.Reports.Wording;

namespace LeakGate.Reports.Formats.Markdown;

/// <summary>
/// <c>summary.md</c> for the summary of a step of GitHub Actions, and <c>comment.md</c> for a comment on a pull request of GitHub or a note
/// on a merge request of GitLab: the same, shorter, with a mark that is not shown, by which a job finds its comment of the last time.
/// </summary>
public sealed class MarkdownFormat : IReportFormat
{
    /// <summary>First line of <c>comment.md</c>; nobody sees it.</summary>
    public const string Mark = "<!-- leakgate:comment -->";

    /// <summary>Path of the summary.</summary>
    public const string Summary = "summary.md";

    /// <summary>Path of the comment.</summary>
    public const string Comment = "comment.md";

    /// <summary>Most bytes that GitHub takes as the summary of a step, by its documentation; beyond that it shows none of it.</summary>
    public const int LongestSummary = 1024 * 1024;

    /// <summary>Most characters that GitHub takes as a comment; GitLab takes a million.</summary>
    public const int LongestComment = 65_536;

    private const int MostRows = 100;

    /// <inheritdoc />
    public string Name => "markdown";

    /// <inheritdoc />
    public IEnumerable<ReportFile> Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var words = new MarkdownWords(input.Language);
        string LeftOut(int count) => $"*{words.LeftOut(count)}*\n";
        return
        [
            ReportFile.Text(Summary, MarkdownPage.Of([.. Parts(input, words, whole: true)], LongestSummary, Encoding.UTF8.GetByteCount, LeftOut)),
            ReportFile.Text(Comment, MarkdownPage.Of(
                [new MarkdownPart(MarkdownPart.Always, Mark + "\n\n"), .. Parts(input, words, whole: false)], LongestComment, text => text.Length, LeftOut)),
        ];
    }

    private static IEnumerable<MarkdownPart> Parts(ReportInput input, MarkdownWords words, bool whole)
    {
        // What does not pass is read first.
        var targets = input.Targets.Select(target => new MarkdownTarget(target, input.Language, words)).OrderBy(target => target.Passes).ToList();
        var several = targets.Count > 1;
        if (several)
        {
            yield return new MarkdownPart(MarkdownPart.Always, "## LeakGate\n\n" + MarkdownTable.Head(words.TargetColumns));
            foreach (var target in targets.Take(MostRows))
            {
                yield return new MarkdownPart(target.Passes ? MarkdownPart.Passing : MarkdownPart.Failing, MarkdownTable.Row(target.Row()));
            }

            var more = targets.Count - MostRows;
            yield return new MarkdownPart(MarkdownPart.Always, (more > 0 ? "\n" + words.MoreTargets(more) + "\n" : "") + "\n");
        }

        foreach (var part in targets.SelectMany(target => target.Parts(several ? 3 : 2, whole)))
        {
            yield return part;
        }

        var run = input.Targets[0].Verdict.RunId;
        yield return new MarkdownPart(MarkdownPart.Rest, $"<sub>{MarkdownText.Of($"LeakGate {SafeText.Of(input.Version)} · {run}")}</sub>\n");
    }
}
