using LeakGate.Observation;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Targets;

/// <summary>What is asked of an engine and made of its answers, on a fake socket: no real daemon is asked here.</summary>
public sealed class ContainerEngineTests
{
    private const string Running = """{"Id":"abc123","State":{"Running":true,"Pid":4711},"HostConfig":{"Memory":67108864}}""";

    [Fact]
    public async Task Process_and_memory_limit_are_read_from_a_fake_engine()
    {
        await using var engine = new EngineSocket("200 OK", Running);

        var state = await new ContainerEngine(engine.Path).InspectAsync("t", "shop", TestContext.Current.CancellationToken);

        state.ShouldBe(new ContainerState("abc123", 4711, 67108864));
        engine.Asked.ShouldBe("GET /containers/shop/json HTTP/1.1");
    }

    [Theory]
    [InlineData("404 Not Found", """{"message":"No such container: shop"}""", "knows no container shop")]
    [InlineData("200 OK", """{"Id":"a","State":{"Running":false,"Pid":0}}""", "does not run. Start it with `docker start shop`.")]
    [InlineData("500 Internal Server Error", "{}", "answered 500")]
    [InlineData("200 OK", "hello", "does not speak the Engine API")]
    [InlineData("200 OK", "{}", "does not speak the Engine API")]
    public async Task Every_other_answer_of_a_fake_engine_is_a_failed_target_with_a_remedy(string status, string body, string words)
    {
        await using var engine = new EngineSocket(status, body);

        var failure = await Should.ThrowAsync<TargetFailedException>(
            () => new ContainerEngine(engine.Path).InspectAsync("t", "shop", TestContext.Current.CancellationToken));

        failure.Code.ShouldBe("not_found");
        failure.Message.ShouldContain(words);
    }

    [Theory]
    [InlineData("shop", "shop", "", "shop")]
    [InlineData("0a1b", "0a1b", "", "0a1b")]
    [InlineData("app=shop", null, "app=shop", "shop")]
    [InlineData("team/app=a b=c", null, "team/app=a b=c", "a-b-c")]
    [InlineData("app=../../x", null, "app=../../x", "x")]
    [InlineData("app=///", null, "app=///", "container")]
    [InlineData("compose:web", null, "com.docker.compose.service=web", "web")]
    [InlineData("compose:shop/web", null, "com.docker.compose.service=web com.docker.compose.project=shop", "web")]
    public void A_name_a_label_or_a_compose_service_is_chosen(string text, string? name, string labels, string shortName)
    {
        var choice = ContainerChoice.Parse(text).ShouldNotBeNull();

        (choice.Name, string.Join(' ', choice.Labels), choice.ShortName).ShouldBe((name, labels, shortName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-shop")]
    [InlineData("a b")]
    [InlineData("=shop")]
    [InlineData("app=")]
    [InlineData("a b=c")]
    [InlineData("app=a\nb")]
    [InlineData("compose:")]
    [InlineData("compose:a/b/c")]
    [InlineData("compose:../web")]
    public void Anything_else_chooses_no_container(string text) => ContainerChoice.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("[]", "runs no container with the label app=shop. `docker ps --filter label=app=shop` lists")]
    [InlineData("""[{"Names":["/b"]},{"Names":["/a"]}]""", "2 containers run with the label app=shop: a, b. Give the name")]
    [InlineData("""[{"Names":[]}]""", "does not speak the Engine API")]
    public async Task A_label_that_chooses_none_or_several_of_a_fake_engine_is_told(string body, string words)
    {
        await using var engine = new EngineSocket("200 OK", body);

        var failure = await Should.ThrowAsync<TargetFailedException>(
            () => new ContainerEngine(engine.Path).InspectAsync("t", "app=shop", TestContext.Current.CancellationToken));

        failure.Message.ShouldContain(words);
        Uri.UnescapeDataString(engine.Asked).ShouldBe("""GET /containers/json?filters={"label":["app=shop"]} HTTP/1.1""");
    }

    [Fact]
    public async Task A_missing_socket_is_told_with_what_to_do()
    {
        var failure = await Should.ThrowAsync<TargetFailedException>(
            () => new ContainerEngine("/nowhere/d.sock").InspectAsync("t", "shop", TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("there is no container engine at /nowhere/d.sock. Start Docker");
    }

    [Fact]
    public void An_engine_on_another_machine_is_refused() =>
        Should.Throw<TargetFailedException>(() => ContainerEngine.Of(name => name == "DOCKER_HOST" ? "tcp://10.0.0.1:2375" : null))
            .Message.ShouldContain("is not a unix socket");

    [Fact]
    public void A_process_of_another_control_group_is_not_taken_for_the_container() =>
        Should.Throw<TargetFailedException>(() => ContainerProcess.ThrowIfNotOf("t", "shop", new ContainerState("abc123", Environment.ProcessId, null)))
            .Message.ShouldContain("is in no control group of the container shop");
}
