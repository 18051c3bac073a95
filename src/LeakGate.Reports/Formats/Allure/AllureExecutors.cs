using System.Globalization;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>Who ran the tests, told by the variables that each pipeline sets.</summary>
internal static class AllureExecutors
{
    public static AllureExecutor Of(Func<string, string?> environment, string runId, DateTimeOffset started)
    {
        if (environment("GITHUB_ACTIONS") is "true")
        {
            var project = Address($"{environment("GITHUB_SERVER_URL")}/{environment("GITHUB_REPOSITORY")}");
            var build = project is null ? null : $"{project}/actions/runs/{environment("GITHUB_RUN_ID")}";
            return Pipeline("GitHub Actions", "github", $"{environment("GITHUB_WORKFLOW")} #{environment("GITHUB_RUN_NUMBER")}", environment("GITHUB_RUN_NUMBER"), project, build);
        }

        if (environment("GITLAB_CI") is "true")
        {
            return Pipeline(
                "GitLab CI", "gitlab", $"{environment("CI_JOB_NAME")} #{environment("CI_PIPELINE_IID")}", environment("CI_PIPELINE_IID"),
                environment("CI_PROJECT_URL"), environment("CI_JOB_URL") ?? environment("CI_PIPELINE_URL"));
        }

        if (environment("TEAMCITY_VERSION") is not null)
        {
            return Pipeline(
                "TeamCity", "teamcity", $"{environment("TEAMCITY_BUILDCONF_NAME")} #{environment("BUILD_NUMBER")}", environment("BUILD_NUMBER"),
                environment("TEAMCITY_SERVER_URL"), environment("BUILD_URL"));
        }

        return environment("JENKINS_URL") is { } jenkins
            ? Pipeline("Jenkins", "jenkins", $"{environment("JOB_NAME")} #{environment("BUILD_NUMBER")}", environment("BUILD_NUMBER"), jenkins, environment("BUILD_URL"))
            : new AllureExecutor("local", "local", runId, started.ToUnixTimeSeconds());
    }

    /// <summary>The address, where it is one that a reader can open in a browser.</summary>
    public static string? Address(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri!.AbsoluteUri : null;

    private static AllureExecutor Pipeline(string name, string type, string build, string? number, string? project, string? address) => new(
        name, type, build.Trim(),
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : null,
        Address(project), Address(address));
}
