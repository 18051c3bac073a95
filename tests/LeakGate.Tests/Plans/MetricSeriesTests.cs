using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Plans;

public sealed class MetricSeriesTests
{
    [Theory]
    [InlineData("cache_entries", "cache_entries")]
    [InlineData(" job:pool_size2 ", "job:pool_size2")]
    [InlineData("""pool { zone = "b" , pool="db", }""", """pool{pool="db",zone="b"}""")]
    [InlineData("""p{a="x\"y\\z\nw"}""", """p{a="x\"y\\z\nw"}""")]
    [InlineData("p{}", "p")]
    public void It_is_read_and_written_in_one_form(string text, string written)
    {
        MetricSeries.TryParse(text, out var series).ShouldBeTrue();

        series.ToString().ShouldBe(written);
        MetricSeries.TryParse(written, out var again).ShouldBeTrue();
        again.ToString().ShouldBe(written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2much")]
    [InlineData("two words")]
    [InlineData("p{a}")]
    [InlineData("p{a=b}")]
    [InlineData("""p{a="b}""")]
    [InlineData("""p{a="b" c="d"}""")]
    [InlineData("""p{a="b",a="c"}""")]
    [InlineData("""p{a="b"} 3""")]
    [InlineData("""{a="b"}""")]
    public void Anything_else_is_no_series(string text) => MetricSeries.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_choice_selects_the_series_that_bear_its_labels()
    {
        Selects("p", """p{a="1"}""").ShouldBeTrue();
        Selects("""p{a="1"}""", """p{b="2",a="1"}""").ShouldBeTrue();
        Selects("""p{a="1"}""", """p{a="2"}""").ShouldBeFalse();
        Selects("""p{a="1"}""", "p").ShouldBeFalse();
        Selects("p", "p_total").ShouldBeFalse();
    }

    private static bool Selects(string choice, string series) =>
        MetricSeries.TryParse(choice, out var one) && MetricSeries.TryParse(series, out var other) && one.Selects(other);
}
