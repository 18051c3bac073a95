using System.Xml.Linq;
using LeakGate.EndToEnd.Runs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Pipelines;

/// <summary>The scripts of GitLab's jobs, ours and the component's, run for real as their files say.</summary>
[Collection<BusyPipelines>]
public sealed class GitlabTests
{
    [Fact]
    public async Task A_leak_run_of_our_pipeline_ends_with_the_code_of_leakgate_and_leaves_what_gitlab_reads()
    {
        await using var checkout = await PipelineCheckout.CreateAsync();
        checkout.ConfigureShort();
        var pipeline = new PipelineFile(".gitlab-ci.yml");
        var environment = Gitlab(checkout, "quick");
        environment["LEAK_PROFILE"] = pipeline.Value("quick", "variables", "LEAK_PROFILE");

        var (code, said) = await checkout.RunAsync(pipeline.GitlabScript("quick"), environment);

        code.ShouldBe(3, said);
        Junit(checkout, pipeline.Value(".leaks", "artifacts", "reports", "junit"), "skipped").ShouldContain("resource: descriptors");
        (await File.ReadAllTextAsync(Path.Combine(checkout.Path, pipeline.Value(".leaks", "artifacts", "reports", "metrics")), TestContext.Current.CancellationToken))
            .ShouldEndWith("# EOF\n");
        foreach (var path in pipeline.Values(".leaks", "artifacts", "paths").Where(path => !path.EndsWith("performance-results", StringComparison.Ordinal)))
        {
            Directory.EnumerateDirectories(Path.Combine(checkout.Path, "artifacts"), Path.GetFileName(path)).ShouldNotBeEmpty(path);
        }
    }

    [Fact]
    public async Task The_component_judges_a_project_and_its_inputs_are_no_commands()
    {
        await using var checkout = await PipelineCheckout.CreateAsync();
        checkout.ConfigureEnding();

        var (code, said) = await RunAsync(checkout, ("version", "installed"), ("targets", "shop"), ("notify", "none"));
        code.ShouldBe(4, said);
        Junit(checkout, "leakgate-reports/junit.xml", "error").ShouldNotBeEmpty();
        File.Exists(Path.Combine(checkout.Path, "leakgate-reports", "metrics.openmetrics.txt")).ShouldBeTrue(said);

        (code, said) = await RunAsync(checkout, ("version", "installed"), ("config", "$(touch owned)`touch owned`"), ("baseline", "a'; touch owned; '"));
        code.ShouldBe(2, said);
        File.Exists(Path.Combine(checkout.Path, "owned")).ShouldBeFalse();
        Directory.Exists(Path.Combine(checkout.Path, "leakgate-reports")).ShouldBeFalse("reports of the run before must not pass for those of this one");
    }

    private static async Task<Called> RunAsync(PipelineCheckout checkout, params (string Name, string Value)[] given)
    {
        const string job = "$[[ inputs.job-name ]]";
        var component = new PipelineFile("templates/leakgate.yml");
        var inputs = PipelineFile.Specification("templates/leakgate.yml");
        foreach (var (name, value) in given)
        {
            inputs.ContainsKey(name).ShouldBeTrue(name);
            inputs[name] = value;
        }

        var environment = Gitlab(checkout, inputs["job-name"]);
        foreach (var (name, value) in component.Mapping(job, "variables"))
        {
            environment[name] = inputs.Aggregate(value, (text, input) => text.Replace($"$[[ inputs.{input.Key} ]]", input.Value, StringComparison.Ordinal));
        }

        var script = component.GitlabScript(job);
        script.ShouldNotContain("$[[");
        return await checkout.RunAsync(script, environment);
    }

    private static IEnumerable<string> Junit(PipelineCheckout checkout, string path, string outcome) => XDocument.Load(Path.Combine(checkout.Path, path))
        .Descendants("testcase").Where(test => test.Element(outcome) is not null).Select(test => (string)test.Attribute("name")!);

    private static Dictionary<string, string> Gitlab(PipelineCheckout checkout, string job) => new(StringComparer.Ordinal)
    {
        ["GITLAB_CI"] = "true",
        ["CI_PROJECT_DIR"] = checkout.Path,
        ["CI_JOB_NAME"] = job,
        ["CI_JOB_URL"] = "https://gitlab.example.com/shop/shop/-/jobs/4711",
        ["CI_PIPELINE_SOURCE"] = "push",
        ["CI_COMMIT_BRANCH"] = "main",
        ["CI_COMMIT_REF_NAME"] = "main",
        ["CI_COMMIT_SHA"] = "0123456789abcdef0123456789abcdef01234567",
    };
}
