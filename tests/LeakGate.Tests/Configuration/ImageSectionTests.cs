using System.Net;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Configuration;

/// <summary>A target that is an image: what the keys beside it become.</summary>
public sealed class ImageSectionTests
{
    [Fact]
    public void Everything_that_goes_with_an_image_is_read()
    {
        TargetPlan target = Yaml.Plan("""
            targets:
              shop:
                image: registry.example.com:5000/team/shop:1.2
                args: [--port, 80, "--token=${TOKEN}", ""]
                env: { PASSWORD: "${TOKEN}", DEBUG: }
                ports: [5000:80, "[::1]:5001:80"]
                network: shop_net
                memory: 512 MiB
                url: http://127.0.0.1:5000
            load: { requests: [GET /] }
            """).Targets[0];

        var image = target.Source.ShouldBeOfType<TargetSource.Image>();
        image.Name.ShouldBe("registry.example.com:5000/team/shop:1.2");
        image.Arguments.ShouldBe(["--port", "80", "--token=s3cret", ""]);
        image.AsWritten.ShouldBe(["--port", "80", "--token=${TOKEN}", ""]);
        image.Ports.ShouldBe([new PublishedPort(IPAddress.Loopback, 5000, 80), new PublishedPort(IPAddress.IPv6Loopback, 5001, 80)]);
        image.Network.ShouldBe("shop_net");
        image.Memory.ShouldBe(512 << 20);
        target.Environment["PASSWORD"].Reveal().ShouldBe("s3cret");
        target.Environment["DEBUG"].Reveal().ShouldBeEmpty();
        target.WorkDir.ShouldBeNull();
    }

    [Fact]
    public void An_image_alone_leaves_all_else_to_the_engine()
    {
        var image = Yaml.Plan("targets: { a: { image: 'shop@sha256:0a1b' } }").Targets[0].Source.ShouldBeOfType<TargetSource.Image>();

        image.Name.ShouldBe("shop@sha256:0a1b");
        (image.Arguments.Count, image.Ports.Count, image.Network, image.Memory).ShouldBe((0, 0, null, null));
    }

    [Fact]
    public void Arguments_may_wait_for_a_service()
    {
        RunPlan plan = Yaml.Plan("""
            services: [redis]
            targets: { a: { image: shop, args: ["--redis=${redis.address}", "a$$b"] } }
            """);

        plan.Resolve(new Dictionary<string, string>(StringComparer.Ordinal) { ["redis.address"] = "127.0.0.1:7777" })
            .Targets[0].Source.ShouldBeOfType<TargetSource.Image>().Arguments.ShouldBe(["--redis=127.0.0.1:7777", "a$b"]);
    }

    [Theory]
    [InlineData("5000:80", "127.0.0.1", 5000, 80)]
    [InlineData("0.0.0.0:1:65535", "0.0.0.0", 1, 65535)]
    [InlineData("[::]:5000:80", "::", 5000, 80)]
    public void A_published_port_is_on_loopback_unless_an_address_is_given(string text, string address, int host, int container)
    {
        PublishedPortText.TryParse(text, out PublishedPort? port).ShouldBeTrue();
        port.ShouldBe(new PublishedPort(IPAddress.Parse(address), host, container));
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("0:80")]
    [InlineData("5000:80/udp")]
    [InlineData(":5000:80")]
    [InlineData("1:5000:80")]
    [InlineData("::1:5000:80")]
    [InlineData("[127.0.0.1]:5000:80")]
    [InlineData("[]:5000:80")]
    [InlineData("localhost:5000:80")]
    [InlineData("5000-5001:80-81")]
    public void What_publishes_no_port_is_refused(string text) => PublishedPortText.TryParse(text, out _).ShouldBeFalse();
}
