using LeakGate.EndToEnd.Runs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Pipelines;

/// <summary>The shell steps of our GitHub workflows and of the action, run for real in the order of their files.</summary>
[Collection<BusyPipelines>]
public sealed class GithubTests
{
    [Fact]
    public async Task The_leak_run_of_our_workflow_leaves_every_artifact_that_it_uploads_and_tells_github()
    {
        await using var checkout = await PipelineCheckout.CreateAsync();
        checkout.ConfigureShort();
        var workflow = new PipelineFile(".github/workflows/leak-run.yml");
        var runner = new GithubRunner(checkout, new Dictionary<string, string>(StringComparer.Ordinal) { ["inputs.profile"] = "quick", ["github.token"] = "" });

        // The servers of the job are not needed by this target, and nothing listens where GitHub's would.
        await runner.RunAsync(workflow.GithubJob("leaks").Select(step => step with { Environment = Variables(workflow, step) }));

        runner.Codes.ShouldBe(new Dictionary<string, int>(StringComparer.Ordinal) { ["Build"] = 0, ["Judge"] = 3 }, runner.Log);
        foreach (var (name, path) in workflow.Uploads("leaks").Where(upload => upload.Name != "performance-results"))
        {
            Directory.EnumerateFiles(Path.Combine(checkout.Path, runner.Fill(path)), "*", SearchOption.AllDirectories).ShouldNotBeEmpty(name);
        }

        File.ReadAllText(Path.Combine(checkout.Path, "artifacts/leak-reports/junit.xml")).ShouldContain("<testcase name=\"resource: descriptors\"");
        Directory.GetFiles(Path.Combine(checkout.Path, "artifacts/allure-results-quick"), "*-result.json").ShouldNotBeEmpty();
        runner.Summary.ShouldContain("shop");
        runner.Log.ShouldContain("::warning title=LeakGate");
    }

    [Fact]
    public async Task The_action_passes_a_clean_service()
    {
        await using var checkout = await PipelineCheckout.CreateAsync();
        checkout.Configure("GET /");

        var runner = await ActAsync(checkout);

        runner.Failed.ShouldBeFalse(runner.Log);
        runner.Output("run", "verdict").ShouldBe("clean");
        runner.Output("run", "leak-types").ShouldBe("");
        runner.Output("run", "severity").ShouldBe("low");
        runner.Output("run", "exit-code").ShouldBe("0");
        File.Exists(Path.Combine(runner.Output("run", "report-path"), "shop", "report.html")).ShouldBeTrue();
        runner.Summary.ShouldContain("✓ shop is clean");
    }

    [Fact]
    public async Task The_action_fails_a_job_by_a_leak_once_everything_is_told()
    {
        await using var checkout = await PipelineCheckout.CreateAsync();
        checkout.Configure("GET /leak");

        var runner = await ActAsync(checkout, ("targets", "shop"), ("reports", "junit"));

        runner.Codes["Judge"].ShouldBe(0, runner.Log);
        runner.Codes["Verdict"].ShouldBe(1, runner.Log);
        runner.Output("run", "verdict").ShouldBe("leak");
        runner.Output("run", "leak-types").ShouldBe("file_descriptor_leak");
        runner.Output("run", "severity").ShouldBe("critical");
        File.Exists(Path.Combine(runner.Output("run", "report-path"), "shop", "junit.xml")).ShouldBeTrue();
        runner.Log.ShouldContain("::error title=LeakGate%3A shop%3A file descriptor leak::");
        runner.Summary.ShouldContain("GET &#47;leak");
    }

    [Fact]
    public async Task The_action_tells_an_undecided_run_and_lets_it_pass_where_it_is_asked_to()
    {
        await using var checkout = await PipelineCheckout.CreateAsync();
        checkout.ConfigureShort();

        var runner = await ActAsync(checkout, ("fail-on", "leak,regression"));

        runner.Failed.ShouldBeFalse(runner.Log);
        runner.Output("run", "verdict").ShouldBe("inconclusive");
        runner.Log.ShouldContain("does not fail this run");
    }

    [Fact]
    public async Task The_action_tells_a_target_that_ends_and_a_configuration_that_is_wrong()
    {
        await using var checkout = await PipelineCheckout.CreateAsync();
        checkout.ConfigureEnding();

        var ended = await ActAsync(checkout);
        ended.Codes["Verdict"].ShouldBe(4, ended.Log);
        ended.Output("run", "verdict").ShouldBe("failed");

        var wrong = await ActAsync(checkout, ("config", "nowhere.yml"));
        wrong.Codes["Judge"].ShouldBe(0);
        wrong.Codes["Verdict"].ShouldBe(2, wrong.Log);
        wrong.Output("run", "verdict").ShouldBe("error");
        wrong.Output("run", "report-path").ShouldBe("");
        wrong.Log.ShouldContain("::error title=LeakGate::LeakGate came to no verdict, exit code 2");
        wrong.Summary.ShouldContain("nowhere.yml");
    }

    [Theory]
    [InlineData("notify", "everybody")]
    [InlineData("version", "1; touch owned")]
    public async Task Inputs_are_no_commands_and_wrong_ones_are_refused(string input, string value)
    {
        await using var checkout = await PipelineCheckout.CreateAsync();

        var runner = await ActAsync(checkout, (input, value));

        runner.Failed.ShouldBeTrue(runner.Log);
        runner.Log.ShouldContain("::error title=LeakGate::The input");
        File.Exists(Path.Combine(checkout.Path, "owned")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_an_input_holds_reaches_leakgate_as_words_alone()
    {
        await using var checkout = await PipelineCheckout.CreateAsync();

        var runner = await ActAsync(checkout, ("config", "$(touch owned) `touch owned`; touch owned"), ("targets", "a;touch owned"), ("baseline", "$(touch owned)"));

        runner.Codes["Verdict"].ShouldBe(2, runner.Log);
        File.Exists(Path.Combine(checkout.Path, "owned")).ShouldBeFalse();
    }

    private static async Task<GithubRunner> ActAsync(PipelineCheckout checkout, params (string Name, string Value)[] given)
    {
        var action = new PipelineFile("action.yml");
        var values = action.Inputs().ToDictionary(input => $"inputs.{input.Key}", input => input.Value, StringComparer.Ordinal);
        values["inputs.version"] = "installed";
        values["inputs.token"] = "";
        values["github.action_path"] = checkout.Path;
        foreach (var (name, value) in given)
        {
            values.ContainsKey($"inputs.{name}").ShouldBeTrue(name);
            values[$"inputs.{name}"] = value;
        }

        var runner = new GithubRunner(checkout, values);
        await runner.RunAsync(action.Action());
        return runner;
    }

    /// <summary>The variables of the job with those of the step over them, without the servers of the job.</summary>
    private static Dictionary<string, string> Variables(PipelineFile workflow, PipelineStep step) => workflow.Mapping("jobs", "leaks", "env")
        .Concat(step.Environment)
        .Where(entry => entry.Key is not ("LEAKGATE_POSTGRES" or "LEAKGATE_REDIS"))
        .ToDictionary(StringComparer.Ordinal);
}
