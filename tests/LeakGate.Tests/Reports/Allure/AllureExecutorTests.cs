using System.Text;
using LeakGate.Reports.Formats.Allure;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports.Allure;

/// <summary>Each pipeline is told by its own variables, with the values that it documents.</summary>
public sealed class AllureExecutorTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> Pipelines = new(StringComparer.Ordinal)
    {
        ["github"] = new()
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_SERVER_URL"] = "https://github.com",
            ["GITHUB_REPOSITORY"] = "octo/shop",
            ["GITHUB_RUN_ID"] = "1658821493",
            ["GITHUB_RUN_NUMBER"] = "42",
            ["GITHUB_WORKFLOW"] = "leaks",
            ["GITHUB_ACTOR"] = "octocat",
            ["RUNNER_NAME"] = "runner-1",
        },
        ["gitlab"] = new()
        {
            ["GITLAB_CI"] = "true",
            ["CI_JOB_NAME"] = "leaks",
            ["CI_PIPELINE_IID"] = "7",
            ["CI_PROJECT_URL"] = "https://gitlab.example.org/g/shop",
            ["CI_JOB_URL"] = "https://gitlab.example.org/g/shop/-/jobs/99",
            ["GITLAB_USER_LOGIN"] = "maria",
        },
        ["teamcity"] = new()
        {
            ["TEAMCITY_VERSION"] = "2026.1",
            ["TEAMCITY_BUILDCONF_NAME"] = "Leaks",
            ["BUILD_NUMBER"] = "311",
            ["BUILD_URL"] = "https://tc.example.org/build/311",
        },
        ["jenkins"] = new()
        {
            ["JENKINS_URL"] = "https://ci.example.org/",
            ["JOB_NAME"] = "shop/leaks",
            ["BUILD_NUMBER"] = "18",
            ["BUILD_URL"] = "https://ci.example.org/job/shop/18/",
        },
        ["local"] = [],
    };

    [Theory]
    [InlineData("github")]
    [InlineData("gitlab")]
    [InlineData("teamcity")]
    [InlineData("jenkins")]
    [InlineData("local")]
    public void The_executor_of_each_pipeline_is_as_accepted(string pipeline) => Snapshot.Matches(
        "allure-executor-" + pipeline,
        () => Executor(Pipelines[pipeline]));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/relative")]
    [InlineData("")]
    public void An_address_that_no_browser_opens_is_left_out(string address) =>
        Executor(new() { ["JENKINS_URL"] = address, ["BUILD_URL"] = address, ["JOB_NAME"] = "x", ["BUILD_NUMBER"] = "?" }).ShouldNotContain("rl\":");

    private static string Executor(Dictionary<string, string> variables) => Encoding.UTF8.GetString(
        new AllureFormat().Write(MadeReports.Clean() with { Environment = variables.GetValueOrDefault })
            .Single(file => file.Path.EndsWith("executor.json", StringComparison.Ordinal)).Content.Span);
}
