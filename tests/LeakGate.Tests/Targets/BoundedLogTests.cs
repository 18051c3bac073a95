using System.Text;
using LeakGate.Observation.Targets;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Targets;

public sealed class BoundedLogTests : IDisposable
{
    private const int Bound = BoundedLog.HeadBytes + BoundedLog.TailBytes;

    private readonly string _folder = Directory.CreateTempSubdirectory("leakgate-log-").FullName;
    private readonly FakeTimeProvider _time = new();

    private string FilePath => Path.Combine(_folder, "target.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(Bound, 1000)]
    [InlineData(Bound, Bound)]
    public void What_fits_is_in_the_file_at_once_and_whole(int length, int piece)
    {
        var bytes = Numbered(length);
        using var log = new BoundedLog(FilePath, _time);

        Append(log, bytes, piece);

        Read().ShouldBe(bytes);
    }

    [Theory]
    [InlineData(Bound + 1, 1000)]
    [InlineData(Bound + 1, Bound + 1)]
    [InlineData(3 * Bound, 4096)]
    [InlineData(3 * Bound, 3 * Bound)]
    [InlineData(5 * Bound + 7, 1_234_567)]
    public void Of_more_the_head_and_the_tail_stay_and_the_file_says_how_much_is_gone(int length, int piece)
    {
        var bytes = Numbered(length);
        var log = new BoundedLog(FilePath, _time);
        Append(log, bytes, piece);

        log.Dispose();

        var file = Read();
        file.AsSpan(0, BoundedLog.HeadBytes).SequenceEqual(bytes.AsSpan(0, BoundedLog.HeadBytes)).ShouldBeTrue();
        file.AsSpan(^BoundedLog.TailBytes..).SequenceEqual(bytes.AsSpan(^BoundedLog.TailBytes..)).ShouldBeTrue();
        Encoding.ASCII.GetString(file, BoundedLog.HeadBytes, file.Length - Bound)
            .ShouldBe($"\n[leakgate: {FormattableString.Invariant($"{length - Bound,15}")} bytes were dropped here, the log is bounded]\n");
    }

    [Fact]
    public void A_tail_reaches_the_file_while_the_program_still_runs()
    {
        using var log = new BoundedLog(FilePath, _time);
        Append(log, Numbered(2 * Bound), 4096);
        log.Append("the latest"u8);

        _time.Advance(TimeSpan.FromSeconds(2));

        Encoding.ASCII.GetString(Read()).ShouldEndWith("the latest");
    }

    [Fact]
    public void A_hundred_megabytes_cost_no_memory_but_the_ring()
    {
        var piece = new byte[64 * 1024];
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var log = new BoundedLog(path: null, _time);
        for (var i = 0; i < 1600; i++)
        {
            log.Append(piece);
        }

        // Ring, lock and what else the object has. A collection that another test causes meanwhile takes the rest of this thread's
        // allocation context (8 KiB) away, and it counts as allocated: a few of them are allowed for, a copy of one piece is not.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(BoundedLog.TailBytes + (60 * 1024));
    }

    [Theory]
    [InlineData("", 3, "")]
    [InlineData("one", 3, "one")]
    [InlineData("one\n", 3, "one")]
    [InlineData("one\r\ntwo\n", 3, "one|two")]
    [InlineData("one\ntwo\nthree\nfour\n", 2, "three|four")]
    [InlineData("one\n\n", 3, "one|")]
    public void The_last_lines_are_the_last_lines(string printed, int lines, string expected)
    {
        using var log = new BoundedLog(path: null, _time);
        log.Append(Encoding.UTF8.GetBytes(printed));

        string.Join('|', log.LastLines(lines)).ShouldBe(expected);
    }

    [Fact]
    public void A_log_that_cannot_be_written_goes_on_in_memory_and_says_so()
    {
        using var log = new BoundedLog("/dev/full", _time);

        log.Append("still here\n"u8);

        log.LastLines(1).ShouldBe(["still here"]);
        log.Fault.ShouldNotBeNull();
    }

    private static byte[] Numbered(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            // A period that divides neither head nor tail, so that a shift by any amount shows.
            bytes[i] = (byte)(' ' + (i % 89));
        }

        return bytes;
    }

    private static void Append(BoundedLog log, byte[] bytes, int piece)
    {
        for (var i = 0; i < bytes.Length; i += piece)
        {
            log.Append(bytes.AsSpan(i, Math.Min(piece, bytes.Length - i)));
        }
    }

    private byte[] Read()
    {
        using var file = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
