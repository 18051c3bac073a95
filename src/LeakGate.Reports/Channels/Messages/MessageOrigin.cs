namespace LeakGate.Reports.Channels.Messages;

/// <summary>What a message says of the build.</summary>
/// <param name="Branch">Branch; empty: not known.</param>
/// <param name="Commit">Commit; empty: not known.</param>
/// <param name="Link">Where the report is found; <see langword="null"/>: not known.</param>
public sealed record MessageOrigin(string Branch, string Commit, Uri? Link)
{
    /// <summary>Longest link that fits into every channel.</summary>
    private const int LongestLink = 1500;

    /// <summary>
    /// The link to a run: the address that is configured, else the variable <c>LEAKGATE_REPORT_URL</c>, both with <c>{run_id}</c>, else the
    /// page of the build as GitHub, GitLab, TeamCity or Jenkins tell it. Only http and https.
    /// </summary>
    /// <param name="configured"><c>report_url</c> of the channel; <see langword="null"/>: none.</param>
    /// <param name="runId">The run.</param>
    /// <param name="environment">Gives the value of a variable, or <see langword="null"/>.</param>
    public static Uri? LinkOf(string? configured, string runId, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var own = (configured ?? Set(environment, "LEAKGATE_REPORT_URL"))?.Replace("{run_id}", Uri.EscapeDataString(runId), StringComparison.Ordinal);
        var build = environment("GITHUB_ACTIONS") is "true"
            ? $"{environment("GITHUB_SERVER_URL")}/{environment("GITHUB_REPOSITORY")}/actions/runs/{environment("GITHUB_RUN_ID")}"
            : Set(environment, "CI_JOB_URL") ?? Set(environment, "BUILD_URL");
        return Uri.TryCreate(own ?? build, UriKind.Absolute, out var link) && link.Scheme is "http" or "https"
            && link!.UserInfo.Length == 0 && link.AbsoluteUri.Length <= LongestLink ? link : null;
    }

    private static string? Set(Func<string, string?> environment, string name) => environment(name) is { Length: > 0 } value ? value : null;
}
