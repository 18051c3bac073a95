using LeakGate.Cli.Display;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Display;

public sealed class PlainBlockTests
{
    private static readonly DisplayWords English = new(Language.English);

    [Theory]
    [InlineData(Language.English, 120)]
    [InlineData(Language.Russian, 120)]
    [InlineData(Language.English, 60)]
    [InlineData(Language.Russian, 60)]
    public void No_line_is_longer_than_it_may_be(Language language, int room)
    {
        var run = new RunProgress("shop");
        foreach (var record in RecordedShop.Records("shop"))
        {
            run.Apply(record);
            if (record is BlockRecord block)
            {
                TextColumns.Width(PlainBlock.Describe(block, run, new DisplayWords(language), room)).ShouldBeLessThanOrEqualTo(room);
            }
        }
    }

    [Fact]
    public void It_names_what_is_decided_and_counts_the_names_that_do_not_fit()
    {
        var (block, run) = At(13);
        Line(block, run, 160).ShouldBe(
            "block 7 of ≤12: 3,000 requests, none failed, 1,000/s; clean 4; leak: memory, heap, descriptors, DB connections");
        Line(block, run, 95).ShouldBe("block 7 of ≤12: 3,000 requests, none failed, 1,000/s; clean 4; leak: memory, heap +2 more");
        Line(block, run, 73).ShouldBe("block 7 of ≤12: 3,000 requests, none failed, 1,000/s; clean 4; leak 4");
    }

    [Fact]
    public void It_names_what_leans_to_a_leak_before_that_is_decided()
    {
        var (block, run) = At(11);
        Line(block, run, 160).ShouldBe(
            "block 5 of ≤12: 3,000 requests, none failed, 1,000/s; undecided 4; leaning to leak: memory, heap, descriptors, DB connections");
    }

    [Fact]
    public void No_list_is_cut_for_another()
    {
        var (block, run) = At(13);
        var memory = block.Evidence["memory"] with { State = "undecided", Leak = 391 };
        run.Apply(block with { Evidence = new Dictionary<string, EvidenceRecord>(block.Evidence, StringComparer.Ordinal) { ["memory"] = memory } });
        var line = Line(block, run, 106);
        line.ShouldEndWith("; clean 4; leak: heap +2 more; leaning to leak: memory");
        Line(block, run, 100).ShouldEndWith("; clean 4; leak: heap +2 more; leaning to leak 1");
    }

    [Fact]
    public void Failures_and_gaps_are_told()
    {
        var (block, run) = At(11);
        var bad = block with { Failed = [7, 0, 0, 0, 0], Gaps = new Dictionary<string, string> { ["fds"] = "permission denied" } };
        var line = Line(bad, run, 100);
        line.ShouldContain("7 failed");
        line.ShouldContain("gap: descriptors");
    }

    [Fact]
    public void The_first_floor_is_said_to_be_before_any_load()
    {
        var (block, run) = At(1);
        var idle = block with { Planned = [0, 0, 0, 0, 0], Completed = [0, 0, 0, 0, 0], Latency = null };
        Line(idle, run, 100).ShouldBe("warm-up 1: before any load; memory 185 MiB");
        Line(idle with { Stage = "confirm" }, run, 100).ShouldBe("confirm: no load; memory 185 MiB");
    }

    [Fact]
    public void A_block_of_which_every_request_failed_is_not_called_one_without_load()
    {
        var (block, run) = At(1);
        var dead = block with { Completed = [0, 0, 0, 0, 0], Failed = [1800, 300, 300, 300, 300] };
        Line(dead, run, 100).ShouldStartWith("warm-up 1: 0 requests, 3,000 failed");
    }

    private static string Line(BlockRecord block, RunProgress run, int room) => TextColumns.Plain(PlainBlock.Describe(block, run, English, room));

    private static (BlockRecord Block, RunProgress Run) At(int index)
    {
        var block = RecordedShop.Records("shop").OfType<BlockRecord>().First(b => b.Index == index);
        return (block, PanelTests.After(r => r is BlockRecord b && b.Index == index));
    }
}
