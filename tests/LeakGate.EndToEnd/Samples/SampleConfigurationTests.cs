using System.Net;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Samples;

/// <summary>The leakgate.yml of this repository, which the demo runs and users copy from.</summary>
[Collection<SampleTests>]
public sealed class SampleConfigurationTests(SampleServers servers)
{
    [Fact]
    public void It_is_valid_without_any_variable_set_and_needs_no_warning()
    {
        var plan = Plan();
        plan.Warnings.ShouldBeEmpty();
        plan.Services.Select(service => service.Name).ShouldBe(["postgres", "redis"]);
        plan.Targets.Select(target => (target.Name, target.Expect))
            .ShouldBe([("leaky", Expectation.Leak), ("healthy", Expectation.Clean)]);
    }

    [Theory]
    [InlineData("LeakyApp")]
    [InlineData("HealthyApp")]
    public async Task Every_request_of_its_load_is_answered_by_both_samples(string name)
    {
        await using var app = await SampleProcess.StartAsync(name, servers);
        foreach (var request in Plan().Load.Requests)
        {
            var (status, answer) = await app.SendAsync($"{request.Method} {request.Path}", request.Body);
            status.ShouldBe(HttpStatusCode.OK, $"{request.Name}: {answer}");
        }
    }

    [Fact]
    public void Connections_are_opened_well_above_the_margin_and_rarely_enough_to_stay_far_from_the_limit()
    {
        var requests = Plan().Load.Requests;
        var total = requests.Sum(request => request.Weight);
        foreach (var path in new[] { "/api/database", "/api/redis" })
        {
            var share = (double)requests.Where(request => request.Path == path || request.Path == "/api/stress").Sum(request => request.Weight) / total;

            // 0.75 %: 7.5 margins of 1 in 1000; half of PostgreSQL's 400 connections last for 26,000 requests.
            share.ShouldBe(0.0075, 1e-12);
        }
    }

    private static RunPlan Plan()
    {
        var file = Path.Combine(Repository.Root, ConfigurationLoader.DefaultFileName);
        var result = ConfigurationLoader.Load(
            File.ReadAllText(file), ConfigurationLoader.DefaultFileName, new ConfigurationContext(Repository.Root, _ => null));
        return result.ShouldBeOfType<ConfigurationResult.Valid>(
            result is ConfigurationResult.Invalid wrong ? string.Join('\n', wrong.Errors) : null).Plan;
    }
}
