using LeakGate.Runs.Configuration.Values;
using LeakGate.Samples;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Configuration;

public sealed class ValueTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("60s", 60)]
    [InlineData("2m", 120)]
    [InlineData("1.5h", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d 2h", 93_600)]
    public void A_duration_is_a_sum_of_units(string text, double seconds)
    {
        DurationText.TryParse(text, out TimeSpan value).ShouldBeTrue();
        value.TotalSeconds.ShouldBe(seconds, 1e-6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("60")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1m1h")]
    [InlineData("1m1m")]
    [InlineData("1,5h")]
    [InlineData("1w")]
    [InlineData("1e3s")]
    [InlineData("999999d")]
    public void What_is_no_duration_is_refused(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("310 B", 310)]
    [InlineData("7 bytes", 7)]
    [InlineData("50 MB", 50_000_000)]
    [InlineData("1KiB", 1024)]
    [InlineData("1.5 gib", 1_610_612_736)]
    public void A_size_tells_decimal_from_binary_units(string text, double bytes)
    {
        SizeText.TryParse(text, out double value).ShouldBeTrue();
        value.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("50")]
    [InlineData("MB")]
    [InlineData("50 Mb/s")]
    [InlineData("1.2.3 MB")]
    [InlineData("∞ MB")]
    public void What_is_no_size_is_refused(string text) => SizeText.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("max", null)]
    [InlineData("200/s", 200d)]
    [InlineData("30 / min", 0.5)]
    [InlineData("1800/h", 0.5)]
    public void A_rate_is_per_second_whatever_it_was_written_in(string text, double? perSecond)
    {
        RateText.TryParseLoad(text, out double? value).ShouldBeTrue();
        value.ShouldBe(perSecond);
    }

    [Theory]
    [InlineData("1 KiB/request", Unit.Bytes, 1024)]
    [InlineData("310 B/request", Unit.Bytes, 310)]
    [InlineData("1 MB/1000 requests", Unit.Bytes, 1000)]
    [InlineData("1/1000 requests", Unit.Count, 0.001)]
    [InlineData("2/request", Unit.Count, 2)]
    public void A_margin_is_growth_of_one_request(string text, Unit unit, double perRequest)
    {
        MarginText.TryParse(text, unit, out double value).ShouldBeTrue();
        value.ShouldBe(perRequest, 1e-12);
    }

    [Theory]
    [InlineData("1/request", Unit.Bytes)]
    [InlineData("1 KiB/request", Unit.Count)]
    [InlineData("0/request", Unit.Count)]
    [InlineData("1/0 requests", Unit.Count)]
    [InlineData("1/1000", Unit.Count)]
    public void What_is_no_margin_is_refused(string text, Unit unit) => MarginText.TryParse(text, unit, out _).ShouldBeFalse();

    [Theory]
    [InlineData("dotnet Shop.dll", "dotnet|Shop.dll")]
    [InlineData("  a   b  ", "a|b")]
    [InlineData("a 'b c' d", "a|b c|d")]
    [InlineData("a \"b \\\" c\" ''", "a|b \" c|")]
    [InlineData("a\\ b c'd'e", "a b|cde")]
    [InlineData("a '&&' \\| b", "a|&&|||b")]
    [InlineData("run ${X:-a b} z", "run|${X:-a b}|z")]
    public void A_command_is_split_without_a_shell(string text, string words)
    {
        CommandText.TrySplit(text, out IReadOnlyList<string> split, out _, out _).ShouldBeTrue();
        string.Join('|', split).ShouldBe(words);
    }
}
