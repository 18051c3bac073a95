using System.Globalization;
using LeakGate.Observation.Probes.Metrics;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Metrics;

public sealed class MetricsTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("ru-RU")]
    [InlineData("tr-TR")]
    public void Samples_are_read_whatever_else_stands_there(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            const string Text = """
                # HELP pool_size Connections.
                # TYPE pool_size gauge
                pool_size{pool="db \"main\" {1}"} 3
                pool_size { pool = "redis" , }	2.5e+1 1395066363000
                up -Inf
                down NaN
                http_seconds_bucket{le="+Inf"} 144320 # {trace_id="a b"} 0.67
                # EOF
                """;

            MetricsText.Read(Text.ReplaceLineEndings("\r\n")).Select(sample => FormattableString.Invariant($"{sample.Series} = {sample.Value}")).ShouldBe(
            [
                "pool_size{pool=\"db \\\"main\\\" {1}\"} = 3",
                "pool_size{pool=\"redis\"} = 25",
                "up = -Infinity",
                "down = NaN",
                "http_seconds_bucket{le=\"+Inf\"} = 144320",
            ]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html>", "line 2 is no metric of Prometheus: <!DOCTYPE html>")]
    [InlineData("pool_size 3,5", "line 2 is no metric of Prometheus: pool_size 3,5")]
    [InlineData("pool_size", "line 2 is no metric of Prometheus: pool_size")]
    [InlineData("pool_size{a=\"b\" 3", "line 2 is no metric of Prometheus: pool_size{a=\"b\" 3")]
    public void A_line_that_is_no_sample_is_told_with_its_number(string line, string told) =>
        Should.Throw<FormatException>(() => MetricsText.Read("a 1\n" + line).Count()).Message.ShouldBe(told);
}
