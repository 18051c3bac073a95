using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Targets;

public sealed class KeeperProtocolTests
{
    public static TheoryData<string> Lines => ["started 12 3456", "error 127 shop: no such program in PATH", "exited 3", "signalled 9", "gone"];

    [Fact]
    public void A_request_and_the_order_behind_it_arrive_as_they_were_sent()
    {
        using var stream = new MemoryStream();
        var request = new KeeperRequest
        {
            Arguments = ["shop", "", "a b \"c\" привет", new string('x', 100_000)],
            WorkDir = "/srv",
            Environment = ["A=", "B=x=y\nz"],
            StopSignal = 3,
            Grace = TimeSpan.FromMilliseconds(1500),
            RemoveFolder = "/tmp/gone",
        };
        request.WriteTo(stream);
        stream.Write(KeeperRequest.StopOrder(TimeSpan.FromSeconds(2)));
        stream.Position = 0;

        var read = KeeperRequest.ReadFrom(stream);

        read.Arguments.ShouldBe(request.Arguments);
        read.Environment.ShouldBe(request.Environment);
        (read with { Arguments = request.Arguments, Environment = request.Environment }).ShouldBe(request);
        KeeperRequest.ReadStopOrder(stream).ShouldBe(TimeSpan.FromSeconds(2));
        KeeperRequest.ReadStopOrder(stream).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_status_survives_its_line(string line) => KeeperStatus.Parse(line).ShouldNotBeNull().ToLine().ShouldBe(line);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("gone 3")]
    public void A_line_of_somebody_else_is_no_status(string line) => KeeperStatus.Parse(line).ShouldBeNull();

    [Fact]
    public void An_error_of_several_lines_stays_one_line() =>
        new KeeperStatus.NotStarted(126, "a\nb\r\nc").ToLine().ShouldBe("error 126 a b c");
}
