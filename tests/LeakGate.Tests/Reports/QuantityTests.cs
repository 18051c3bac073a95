using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(3.6299, "3.63", "3,63")]
    [InlineData(32, "32.0", "32,0")]
    [InlineData(9.996, "10.0", "10,0")]
    [InlineData(99.96, "100", "100")]
    [InlineData(0.34, "0.34", "0,34")]
    [InlineData(0.0521, "0.052", "0,052")]
    [InlineData(-2.5, "−2.50", "−2,50")]
    [InlineData(48000, "48,000", "48 000")]
    public void A_number_has_three_significant_digits(double value, string english, string russian) => Both(q => q.Number(value), english, russian);

    [Theory]
    [InlineData(0.3301, "0.34")]
    [InlineData(0.34, "0.34")]
    [InlineData(2.8, "2.80")]
    [InlineData(0.112, "0.12")]
    [InlineData(100.2, "101")]
    public void A_bound_is_never_printed_smaller_than_it_was_shown(double value, string printed) => Quantity.In(Language.English).Bound(value).ShouldBe(printed);

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(1e-9)]
    public void A_bound_is_never_zero(double value) => Quantity.In(Language.English).Bound(value).ShouldBe("0.000001");

    [Theory]
    [InlineData(37, "37.0 B", "37,0 Б")]
    [InlineData(112.4, "0.11 KiB", "0,11 КиБ")]
    [InlineData(6118, "5.97 KiB", "5,97 КиБ")]
    [InlineData(1023.9 * 1024, "1.00 MiB", "1,00 МиБ")]
    [InlineData(536870912, "512 MiB", "512 МиБ")]
    [InlineData(double.NaN, "–", "–")]
    public void Bytes_come_in_binary_units(double value, string english, string russian) => Both(q => q.Bytes(value), english, russian);

    [Theory]
    [InlineData(2.6, "2.6 s", "2,6 с")]
    [InlineData(71.2, "71.2 s", "71,2 с")]
    [InlineData(119.97, "2 min", "2 мин")]
    [InlineData(125, "2 min 5 s", "2 мин 5 с")]
    [InlineData(12960, "3 h 36 min", "3 ч 36 мин")]
    [InlineData(86400, "1 day", "1 день")]
    [InlineData(1184400, "13 days 17 h", "13 дней 17 ч")]
    [InlineData(22 * 86400, "22 days", "22 дня")]
    [InlineData(1e18, "over 100 years", "более 100 лет")]
    public void A_time_has_two_units_at_most(double seconds, string english, string russian) => Both(q => q.Duration(seconds), english, russian);

    [Theory]
    [InlineData(1, "запрос")]
    [InlineData(2, "запроса")]
    [InlineData(5, "запросов")]
    [InlineData(11, "запросов")]
    [InlineData(21, "запрос")]
    [InlineData(112, "запросов")]
    [InlineData(1003, "запроса")]
    public void Russian_agrees_with_the_number(long count, string expected) => RussianPlural.Choose(count, "запрос", "запроса", "запросов").ShouldBe(expected);

    [Fact]
    public void Russian_takes_the_form_of_two_after_places() => RussianPlural.Choose("4,5", 4.5, "запрос", "запроса", "запросов").ShouldBe("запроса");

    [Theory]
    [InlineData("one-leak", Language.English, "shop leaks 5.97 KiB with every POST /api/cache; 512 MiB is reached in 3 h 40 min.")]
    [InlineData("one-leak", Language.Russian, "shop течёт: 5,97 КиБ с каждым POST /api/cache; 512 МиБ кончатся через 3 ч 40 мин.")]
    [InlineData("leak", Language.English, "shop leaks in four places; at 4.5 requests/s its database connections run out first, in 3 h 36 min.")]
    [InlineData("leak", Language.Russian, "shop течёт в четырёх местах; при 4,5 запроса/с первыми кончатся соединения с базой данных: через 3 ч 36 мин.")]
    [InlineData("clean", Language.English, "shop is clean: a request keeps at most 0.11 KiB, 1,000 at most 0.34 threads, descriptors or connections.")]
    [InlineData("clean", Language.Russian, "shop чист: запрос оставляет не больше 0,11 КиБ, а тысяча — не больше 0,34 потока, дескриптора или соединения.")]
    [InlineData("inconclusive", Language.English, "shop is undecided: memory still grows towards a level; 15 minutes more would tell.")]
    [InlineData("failed", Language.English, "checkout never became healthy: GET /health answered 503 for 60 s.")]
    [InlineData("failed", Language.Russian, "checkout не поднялся: GET /health answered 503 for 60 s.")]
    public void The_verdict_is_one_sentence(string name, Language language, string sentence)
    {
        var verdict = name switch
        {
            "one-leak" => MadeVerdicts.OneLeak(),
            "leak" => MadeVerdicts.Leaky(),
            "clean" => MadeVerdicts.Clean(),
            "inconclusive" => MadeVerdicts.Inconclusive(),
            _ => MadeVerdicts.Failed(),
        };
        var said = TextColumns.Plain(VerdictSentence.Of(verdict, language).ToString());
        said.ShouldBe(sentence);
        said.Length.ShouldBeLessThanOrEqualTo(110);
    }

    private static void Both(Func<Quantity, string> print, string english, string russian)
    {
        TextColumns.Plain(print(Quantity.In(Language.English))).ShouldBe(english);
        TextColumns.Plain(print(Quantity.In(Language.Russian))).ShouldBe(russian);
    }
}
