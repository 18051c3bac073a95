using System.Net;
using System.Text.Json.Nodes;
using LeakGate.Observation;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Targets;

/// <summary>What an engine is asked to make, start and remove, on a fake socket: no real daemon makes anything here.</summary>
public sealed class OwnContainersTests
{
    private static readonly TargetSource.Image Plain = new("shop:1.2");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_is_configured_reaches_a_fake_engine()
    {
        var image = Plain with
        {
            Arguments = ["--port", "80"],
            Ports = [new PublishedPort(IPAddress.Loopback, 5000, 80), new PublishedPort(IPAddress.IPv6Loopback, 5001, 80), new PublishedPort(IPAddress.Any, 5002, 81)],
            Network = "shop-net",
            Memory = 256 << 20,
        };

        var body = await AskedAsync(Start(image, ("PASSWORD", "x=y"), ("MALLOC_ARENA_MAX", "1")), ofImage: ["PATH=/bin"]);

        JsonNode.DeepEquals(body, JsonNode.Parse("""
            {
              "Image": "shop:1.2",
              "Env": ["PASSWORD=x=y", "MALLOC_ARENA_MAX=1", "MALLOC_TRIM_THRESHOLD_=131072"],
              "Labels": { "leakgate.run": "20261130-185900-0a1b", "leakgate.target": "shop" },
              "HostConfig": {
                "LogConfig": { "Type": "json-file", "Config": { "max-size": "10m", "max-file": "2" } },
                "NetworkMode": "shop-net",
                "Memory": 268435456,
                "MemorySwap": 268435456,
                "PortBindings": {
                  "80/tcp": [{ "HostIp": "127.0.0.1", "HostPort": "5000" }, { "HostIp": "::1", "HostPort": "5001" }],
                  "81/tcp": [{ "HostIp": "0.0.0.0", "HostPort": "5002" }]
                }
              },
              "Cmd": ["--port", "80"],
              "ExposedPorts": { "80/tcp": {}, "81/tcp": {} }
            }
            """)).ShouldBeTrue(body.ToJsonString());
    }

    [Fact]
    public async Task What_is_not_configured_is_left_to_the_fake_engine_and_what_the_image_sets_stays()
    {
        var body = await AskedAsync(Start(Plain), ofImage: ["MALLOC_ARENA_MAX=4", "MALLOC_TRIM_THRESHOLD_=0"]);

        JsonNode.DeepEquals(body, JsonNode.Parse("""
            {
              "Image": "shop:1.2",
              "Env": [],
              "Labels": { "leakgate.run": "20261130-185900-0a1b", "leakgate.target": "shop" },
              "HostConfig": { "LogConfig": { "Type": "json-file", "Config": { "max-size": "10m", "max-file": "2" } } }
            }
            """)).ShouldBeTrue(body.ToJsonString());
    }

    [Fact]
    public async Task What_a_fake_engine_leaves_out_is_kept_in_its_words()
    {
        await using var engine = new EngineSocket("201 Created", """{"Id":"a","Warnings":["Your kernel does not support memory limit capabilities. Limitation discarded."]}""");

        var warnings = await Containers(engine).CreateAsync("shop", "leakgate-1-shop", [], Cancel);

        warnings.ShouldBe(["Your kernel does not support memory limit capabilities. Limitation discarded."]);
        engine.Asked.ShouldBe("POST /containers/create?name=leakgate-1-shop HTTP/1.1");
    }

    [Fact]
    public async Task An_image_that_a_fake_engine_does_not_have_is_told_with_how_to_get_it()
    {
        await using var engine = new EngineSocket("404 Not Found", """{"message":"No such image: shop:1.2"}""");

        var failure = await Should.ThrowAsync<TargetFailedException>(() => Containers(engine).EnvironmentOfAsync("shop", "shop:1.2", Cancel));

        failure.Code.ShouldBe("not_found");
        failure.Message.ShouldEndWith("has no image shop:1.2, and LeakGate pulls none. Get it with `docker pull shop:1.2`.");
        engine.Asked.ShouldBe("GET /images/shop:1.2/json HTTP/1.1");
    }

    [Fact]
    public async Task A_refusal_of_a_fake_engine_is_told_in_its_words()
    {
        await using var engine = new EngineSocket("400 Bad Request", """{"message":"exec: \"nosuch\": executable file not found in $PATH."}""");

        var failure = await Should.ThrowAsync<TargetFailedException>(() => Containers(engine).StartAsync("shop", "c", Cancel));

        failure.Code.ShouldBe("not_started");
        failure.Message.ShouldBe("""shop: the container engine could not start its container: exec: "nosuch": executable file not found in $PATH (status 400).""");
    }

    [Fact]
    public async Task Without_a_socket_no_process_is_offered_in_place_of_a_container_that_is_not_there_yet()
    {
        var failure = await Should.ThrowAsync<TargetFailedException>(
            () => new ContainerEngine("/nowhere/d.sock", attaches: false).Containers.EnvironmentOfAsync("shop", "shop", Cancel));

        failure.Message.ShouldBe("shop: there is no container engine at /nowhere/d.sock. Start Docker or Podman's service, or set DOCKER_HOST=unix://PATH.");
    }

    [Fact]
    public async Task A_container_that_a_fake_engine_removes_already_is_waited_for()
    {
        var asked = 0;
        await using var engine = new EngineSocket(_ => (++asked < 3 ? "409 Conflict" : "404 Not Found", "{}"u8.ToArray()));

        (await Containers(engine).RemoveAsync("shop", "c", TimeProvider.System)).ShouldBeFalse();

        asked.ShouldBe(3);
        engine.Asked.ShouldBe("DELETE /containers/c?force=true&v=true HTTP/1.1");
    }

    [Fact]
    public async Task The_end_of_a_container_is_read_from_a_fake_engine()
    {
        await using var engine = new EngineSocket("200 OK", """{"Id":"a","State":{"Running":false,"Pid":0,"ExitCode":137,"OOMKilled":true}}""");

        (await Containers(engine).StateAsync("shop", "c", Cancel)).ShouldBe(new OwnContainerState(Running: null, 137, OutOfMemory: true));
    }

    [Theory]
    [InlineData("404 Not Found", """{"message":"No such container: c"}""")]
    [InlineData("200 OK", """{"Id":"a","State":{"Status":"removing","Running":false,"Pid":0,"ExitCode":137,"OOMKilled":false}}""")]
    public async Task A_container_that_is_removed_is_told_from_one_that_ended_by_a_fake_engine(string status, string body)
    {
        await using var engine = new EngineSocket(status, body);

        (await Containers(engine).StateAsync("shop", "c", Cancel)).ShouldBeNull();
    }

    private static OwnContainers Containers(EngineSocket engine) => new ContainerEngine(engine.Path, attaches: false).Containers;

    private static ContainerStart Start(TargetSource.Image image, params (string Name, string Value)[] environment) => new()
    {
        Name = "shop",
        RunId = "20261130-185900-0a1b",
        Image = image,
        Environment = environment.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal),
    };

    private static async Task<JsonNode> AskedAsync(ContainerStart start, IReadOnlyList<string> ofImage)
    {
        await using var engine = new EngineSocket("201 Created", """{"Id":"a"}""");
        await Containers(engine).CreateAsync(start.Name, start.ContainerName, ContainerRequest.Of(start, ofImage), Cancel);
        engine.Asked.ShouldBe("POST /containers/create?name=leakgate-20261130-185900-0a1b-shop HTTP/1.1");
        return JsonNode.Parse(engine.Body)!;
    }
}
