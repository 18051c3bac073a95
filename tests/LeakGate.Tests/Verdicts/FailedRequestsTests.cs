using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Tests.Display;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Verdicts;

/// <summary>What a verdict calls failed requests.</summary>
public sealed class FailedRequestsTests
{
    [Fact]
    public void Requests_that_no_time_was_left_for_have_not_failed()
    {
        var records = RecordedShop.Records("shop").ToList();
        var last = records.FindLastIndex(record => record is BlockRecord);
        var cut = (BlockRecord)records[last];
        records[last] = cut with { Planned = [.. cut.Completed.Select(completed => completed + 500)] };
        var failed = records.OfType<BlockRecord>().Sum(block => block.Failed.Sum());

        var verdict = RunJudge.Judge(new RecordedRun((HeaderRecord)records[0], records, null));

        verdict.RequestsFailed.ShouldBe(failed);
    }
}
