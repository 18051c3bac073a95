using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Display;

public sealed class EventWordsTests
{
    [Fact]
    public void Waiting_is_told_as_waiting()
    {
        var waiting = Event(EventCodes.Waiting, "connection refused");
        EventWords.Of(waiting, Language.English).ShouldBe("not ready yet: connection refused");
        EventWords.Of(waiting, Language.Russian).ShouldBe("ещё не готово: в соединении отказано");
    }

    [Fact]
    public void A_dose_names_what_bounds_it_and_what_noise_may_leave_undecided_in_units()
    {
        var dose = Event(EventCodes.Dose, "…", ("requests", "2000"), ("bound", "redis connections"), ("memory", "6710.25"), ("threads", "0.0031"));
        TextColumns.Plain(EventWords.Of(dose, Language.English)).ShouldBe(
            "2,000 requests per block, bound by Redis connections; noise may leave undecided: memory below 6.55 KiB, threads below 3.10/1,000");
        TextColumns.Plain(EventWords.Of(dose, Language.Russian)).ShouldBe(
            "2 000 запросов в блоке, больше не даёт: соединения с Redis; из-за шума может остаться не решено: память ниже 6,55 КиБ, потоки ниже 3,10/1 000");
    }

    [Fact]
    public void A_dose_tells_the_smallest_leak_that_it_can_show()
    {
        var dose = Event(EventCodes.Dose, "…", ("requests", "2600"), ("shows_memory", "310"), ("shows_counts", "0.00036"));
        TextColumns.Plain(EventWords.Of(dose, Language.English)).ShouldBe("2,600 requests per block; can show leaks from 0.30 KiB of memory and 0.36/1,000 of anything counted");
        TextColumns.Plain(EventWords.Of(dose, Language.Russian)).ShouldBe("2 600 запросов в блоке; покажет утечки от 0,30 КиБ памяти и 0,36/1 000 всего, что считают");
    }

    [Fact]
    public void A_container_that_is_left_is_named_with_how_to_remove_it()
    {
        var left = Event(EventCodes.Leftover, "The container c may be left: why. Remove it with `docker rm --force --volumes c`.", ("container", "c"), ("reason", "why."));
        EventWords.Of(left, Language.English).ShouldBe("The container c may be left: why. Remove it with `docker rm --force --volumes c`.");
        EventWords.Of(left, Language.Russian).ShouldBe("Контейнер c мог остаться: why. Удалите его: docker rm --force --volumes c.");
    }

    [Fact]
    public void Many_resources_that_noise_may_leave_undecided_are_counted()
    {
        var dose = Event(EventCodes.Dose, "…", ("requests", "1"), ("memory", "2048"), ("threads", "0.5"), ("processes", "0.5"), ("heap", "4096"));
        TextColumns.Plain(EventWords.Of(dose, Language.English)).ShouldBe(
            "1 request per block; noise may leave undecided: memory below 2.00 KiB, threads below 500/1,000 +2");
    }

    [Fact]
    public void Resources_that_grow_are_called_as_everywhere_else()
    {
        var growing = Event(EventCodes.Candidate, "…", ("resources", "database connections;redis connections;heap"));
        EventWords.Of(growing, Language.English).ShouldBe("Growing: DB connections, Redis connections, heap. Each request now runs alone.");
        EventWords.Of(growing, Language.Russian).ShouldStartWith("Растут: соединения с БД, соединения Redis, куча.");
    }

    [Fact]
    public void What_has_no_words_is_shown_as_it_was_recorded_and_made_harmless() =>
        EventWords.Of(Event("someday", "a\u001b[2Jb"), Language.Russian).ShouldBe("a�[2Jb");

    [Fact]
    public void A_dose_of_an_older_run_folder_is_shown_as_it_was_recorded() =>
        EventWords.Of(Event(EventCodes.Dose, "3,000 requests per block."), Language.Russian).ShouldBe("3,000 requests per block.");

    private static EventRecord Event(string code, string text, params (string Key, string Value)[] data) => new()
    {
        At = TimeSpan.Zero,
        Level = "info",
        Code = code,
        Text = text,
        Data = data.Length == 0 ? null : data.ToDictionary(pair => pair.Key, pair => pair.Value),
    };
}
