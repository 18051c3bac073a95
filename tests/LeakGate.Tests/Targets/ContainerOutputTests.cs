using System.Buffers.Binary;
using System.Text;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Targets;

/// <summary>What a container prints, from the frames of a fake socket: no real daemon streams here.</summary>
public sealed class ContainerOutputTests
{
    private const string First = "2026-11-30T18:59:01.100000000Z ";
    private const string Second = "2026-11-30T18:59:01.200000000Z ";
    private const string Third = "2026-11-30T18:59:02.000000000Z ";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Output_and_errors_come_in_order_without_header_and_time()
    {
        await using var engine = new EngineSocket(_ => ("200 OK", [.. Frame(1, First + "one\n"), .. Frame(2, Second + "two\n")]));

        (await ReadAsync(engine, Task.CompletedTask)).ShouldBe(["one", "two"]);
        engine.Asked.ShouldBe("GET /containers/c/logs?stdout=1&stderr=1&timestamps=1&follow=0&since=0 HTTP/1.1");
    }

    [Fact]
    public async Task Parts_of_a_long_line_have_one_time_and_all_count()
    {
        await using var engine = new EngineSocket(_ => ("200 OK", [.. Frame(1, First + "on"), .. Frame(1, First + "e\n")]));

        (await ReadAsync(engine, Task.CompletedTask)).ShouldBe(["one"]);
    }

    [Fact]
    public async Task After_a_fake_engine_was_away_it_goes_on_where_it_was()
    {
        var ended = new TaskCompletionSource();
        var asked = 0;
        await using var engine = new EngineSocket(_ =>
        {
            asked++;
            ended.TrySetResult();
            byte[] all = [.. Frame(1, First + "one\n"), .. Frame(1, Second + "two\n"), .. Frame(1, Third + "three\n")];
            return asked == 1 ? ("200 OK", all[..(all.Length - Third.Length - 10)]) : ("200 OK", all);
        });

        (await ReadAsync(engine, ended.Task)).ShouldBe(["one", "two", "three"]);

        asked.ShouldBe(2);
        engine.Asked.ShouldEndWith("&follow=0&since=1796065141 HTTP/1.1");
    }

    [Fact]
    public async Task What_can_not_be_read_at_the_end_is_told_in_the_log()
    {
        await using var engine = new EngineSocket("404 Not Found", """{"message":"No such container: c"}""");

        (await ReadAsync(engine, Task.CompletedTask)).ShouldBe(
            ["[leakgate: what it printed last is not known: t: the container engine could not tell what its container prints: No such container: c (status 404).]"]);
    }

    [Theory]
    [InlineData("hello, hello")]
    [InlineData("\u0001\u0000\u0000\u0000\u007f\u007f\u007f\u007f")]
    [InlineData("\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0005hello")]
    public async Task What_is_no_output_of_a_container_is_not_taken_for_it(string body)
    {
        await using var engine = new EngineSocket(_ => ("200 OK", Encoding.Latin1.GetBytes(body)));

        (await ReadAsync(engine, Task.CompletedTask)).ShouldHaveSingleItem().ShouldContain("does not speak the Engine API");
    }

    [Fact]
    public async Task A_frame_is_put_together_from_pieces_of_any_size()
    {
        var sent = new string('x', 40_000);
        using var stream = new Drops([.. Frame(1, sent), .. Frame(2, ""), .. Frame(1, "end")]);
        List<string> got = [];

        await foreach (var piece in OutputFrames.ReadAsync(stream, Cancel))
        {
            got.Add(Encoding.ASCII.GetString(piece.Span));
        }

        got.ShouldBe([sent, "", "end"]);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(EngineSocket engine, Task ended)
    {
        using var log = new BoundedLog(path: null, TimeProvider.System);
        await new ContainerOutput("t", "c", new ContainerEngine(engine.Path, attaches: false).Containers, log, TimeProvider.System).FollowAsync(ended, Cancel);
        return log.LastLines(10);
    }

    private static byte[] Frame(byte stream, string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        var frame = new byte[8 + payload.Length];
        frame[0] = stream;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)payload.Length);
        payload.CopyTo(frame, 8);
        return frame;
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Drops(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 7)], cancellationToken);
    }
}
