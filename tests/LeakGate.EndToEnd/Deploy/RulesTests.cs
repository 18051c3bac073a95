using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>The configuration and the rules as Prometheus' own <c>promtool</c> reads and runs them.</summary>
public sealed class RulesTests : IDisposable
{
    private readonly DeployFolder _folder = new("prometheus");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Promtool_accepts_the_configuration()
    {
        // promtool reads the file with the token too; only `make up` writes it.
        _folder.Write("secrets/leakgate_token", "a token of the test");

        var end = await PromtoolAsync("check", "config", "prometheus.yml");

        end.Code.ShouldBe(0, end.Text);
        end.Text.ShouldContain("3 rule files found");
    }

    [Theory]
    [InlineData("targets")]
    [InlineData("targets.host")]
    public void Both_networks_name_the_same_jobs(string folder) =>
        Directory.EnumerateFiles(_folder.In(folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["leakgate.yml", "samples.yml"]);

    [Fact]
    public async Task Promtool_accepts_the_rules()
    {
        var end = await PromtoolAsync(["check", "rules", "--lint-fatal", .. RuleFiles.Names("rules")]);

        end.Code.ShouldBe(0, end.Text);
    }

    [Fact]
    public async Task The_rules_pass_their_tests()
    {
        var end = await PromtoolAsync(["test", "rules", .. RuleFiles.Names("tests")]);

        end.Code.ShouldBe(0, end.Text);
    }

    [Theory]
    [InlineData("leakgate", "rules/leakgate.yml", "leakgate_last_run_verdict{verdict=\"leak\"} == 1", "leakgate_last_run_verdict{verdict=\"leak\"} == 2")]
    [InlineData("samples", "rules/samples.yml", "up{job=\"samples\"} == 0", "up{job=\"samples\"} >= 0")]
    [InlineData("leakgate", "rules/recording.yml", "* 3", "* 4")]
    public async Task A_rule_that_is_wrong_fails_them(string tests, string file, string right, string wrong)
    {
        _folder.Change(file, (right, wrong));

        var end = await PromtoolAsync("test", "rules", $"tests/{tests}.yml");

        end.Code.ShouldNotBe(0);
        end.Text.ShouldContain("FAILED");
    }

    [Fact]
    public void Every_alert_fires_in_a_test_and_stays_silent_in_another()
    {
        var alerts = RuleFiles.Alerts().Select(alert => alert.Name).ToList();
        var questions = RuleFiles.Questions();

        alerts.ShouldNotBeEmpty();
        alerts.Distinct(StringComparer.Ordinal).Count().ShouldBe(alerts.Count);
        alerts.Except(questions.Where(question => question.Fires).Select(question => question.Alert)).ShouldBeEmpty();
        alerts.Except(questions.Where(question => !question.Fires).Select(question => question.Alert)).ShouldBeEmpty();
        questions.Select(question => question.Alert).Except(alerts).ShouldBeEmpty("a question about an alert that is not there proves nothing");
    }

    [Fact]
    public void Every_alert_says_what_is_wrong_and_which_page_helps()
    {
        foreach (var (name, annotations) in RuleFiles.Alerts())
        {
            annotations.Keys.ShouldBe(["summary", "description", "runbook"], ignoreOrder: true, name);
            File.Exists(Path.Combine(Repository.Root, annotations["runbook"])).ShouldBeTrue($"{name}: {annotations["runbook"]}");
        }
    }

    private Task<Called> PromtoolAsync(params string[] arguments) => Called.RunAsync(_folder.Path, "promtool", arguments);
}
