using LeakGate.Observation.Probes;
using LeakGate.Samples;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes;

public sealed class ReadingSetTests
{
    [Fact]
    public void What_two_probes_read_of_one_column_is_added()
    {
        var set = new ReadingSet();
        set.Add("heap_bytes", Reading.Of(3));
        set.Add("heap_bytes", Reading.Of(4));

        set.Readings["heap_bytes"].Value.ShouldBe(7);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gap_of_one_probe_is_a_gap_of_the_sum(bool first)
    {
        var set = new ReadingSet();
        set.Add("heap_bytes", first ? Reading.Missing("lost") : Reading.Of(4));
        set.Add("heap_bytes", first ? Reading.Of(4) : Reading.Missing("lost"));

        set.Readings["heap_bytes"].Gap.ShouldBe("lost");
    }
}
