using System.Globalization;
using LeakGate.Observation.Probes;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Probes;

public sealed class ProbeCheckTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_reading_rises_by_what_a_child_of_known_size_takes()
    {
        var started = TimeProvider.System.GetTimestamp();
        var result = await ProbeCheck.RunAsync(heap: true, TimeProvider.System, TestContext.Current.CancellationToken);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:F0} ms"));
        foreach (var line in result.Lines)
        {
            output.WriteLine(line.ToString());
        }

        result.Lines.Select(line => line.Resource)
            .ShouldBe(["memory", "descriptors", "connections", "threads", "heap", "processes"]);
        result.Lines.ShouldAllBe(line => line.Ok);
        result.Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData(100, 105.1, false)]
    [InlineData(100, 104.9, true)]
    [InlineData(100, 94.9, false)]
    [InlineData(100, 0, false)]
    public void A_reading_that_is_more_than_5_percent_off_does_not_match(double expected, double read, bool ok) =>
        new ProbeCheckLine("memory", expected, read, null).Ok.ShouldBe(ok);

    [Fact]
    public void A_gap_is_no_match() =>
        new ProbeCheckResult([new ProbeCheckLine("memory", 1, null, "permission denied")]).Ok.ShouldBeFalse();

    [Fact]
    public async Task A_cancelled_check_leaves_no_child()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => ProbeCheck.RunAsync(heap: false, TimeProvider.System, cancel.Token));
    }
}
