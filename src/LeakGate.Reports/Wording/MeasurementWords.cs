using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Wording;

/// <summary>The checks of a measurement in words: what was looked at, with its figure, or that it was not measured.</summary>
public sealed class MeasurementWords(Language language)
{
    private readonly Quantity _quantity = Quantity.In(language);

    /// <summary>Whether a check weakens the measurement.</summary>
    public static bool IsWeak(VerdictDocument.CheckEntry check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return string.Equals(check.State, "weak", StringComparison.Ordinal);
    }

    /// <summary>Title of the part.</summary>
    public string Heading => language.Pick("Measurement", "Измерение");

    /// <summary>Stands where no check is weak.</summary>
    /// <param name="unknown">Kinds of check that were not measured.</param>
    public string NothingWeakens(int unknown) => language.Pick("no check of the load, the readings and the machine found a fault", "проверки нагрузки, показаний и машины ничего плохого не нашли")
        + (unknown == 0 ? "" : language.Pick(
            $"; not measured: {_quantity.Whole(unknown)} of {_quantity.Whole(CheckCodes.All.Count)} checks",
            $"; не измерено: {_quantity.Whole(unknown)} из {_quantity.Whole(CheckCodes.All.Count)} проверок"));

    /// <summary>One sentence without a full stop. A code that is not known is shown as it is, made harmless.</summary>
    public string Of(VerdictDocument.CheckEntry check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var subject = check.Resource is { } resource ? Names(resource) : "";
        if (check.State is not ("ok" or "weak"))
        {
            return (subject.Length > 0 ? subject + ": " : "") + Kind(check.Code) + language.Pick(": not measured", ": не измерено");
        }

        return check.Code switch
        {
            CheckCodes.LoadLanded => language.Pick(
                $"{Landed(check)} of {Whole(check, "planned")} requests landed",
                $"дошло {Landed(check)} из {Whole(check, "planned")} запросов"),
            CheckCodes.FloorsSettled when IsWeak(check) => language.Pick(
                $"{Whole(check, "restless")} of {Whole(check, "blocks")} floors had not come to rest",
                $"не успокоилось {Whole(check, "restless")} из {Whole(check, "blocks")} минимумов"),
            CheckCodes.FloorsSettled => language.Pick(
                $"{_quantity.Whole(Value(check, "blocks") - Value(check, "restless"))} of {Whole(check, "blocks")} floors had come to rest",
                $"успокоилось {_quantity.Whole(Value(check, "blocks") - Value(check, "restless"))} из {Whole(check, "blocks")} минимумов"),
            CheckCodes.LoneBlock when check.Resource is null => language.Pick("no growth rests on one block", "ни один рост не держится на одном блоке"),
            CheckCodes.LoneBlock => language.Pick(
                $"{subject}: the largest block carries {Percent(check, "share")} of the growth",
                $"{subject}: на самый большой блок приходится {Percent(check, "share")} роста"),
            CheckCodes.NearLimit => NearLimit(check, subject),
            CheckCodes.CpuFree => language.Pick(
                $"{Percent(check, "median")} of the processor was free under load (median; lowest {Percent(check, "lowest")})",
                $"под нагрузкой было свободно {Percent(check, "median")} процессора (медиана; наименьшее {Percent(check, "lowest")})"),
            CheckCodes.NoisyNeighbour => language.Pick(
                $"other programs took {Percent(check, "median")} of the processor (median; highest {Percent(check, "highest")})",
                $"другие программы заняли {Percent(check, "median")} процессора (медиана; наибольшее {Percent(check, "highest")})"),
            CheckCodes.ProbeBlind when check.Resource is null => language.Pick("no probe misread known amounts", "ни одна проба не ошиблась в заданном количестве"),
            CheckCodes.ProbeBlind => language.Pick(
                $"{subject}: the probe did not read known amounts: {SafeText.Of(check.Detail)}",
                $"{subject}: проба не увидела заданного количества: {SafeText.Of(check.Detail)}"),
            CheckCodes.NotJudged when check.Resource is null => language.Pick("nothing was left unjudged", "ничего не осталось без оценки"),
            CheckCodes.NotJudged => language.Pick(
                $"{subject}: not judged: {SafeText.Of(check.Detail)}", $"{subject}: не оценено: {SafeText.Of(check.Detail)}"),
            CheckCodes.Reach when check.Resource is null => language.Pick("the time or the load was planned for every margin", "время или нагрузка рассчитаны на все допуски"),
            CheckCodes.Reach => language.Pick(
                $"{subject}: at best {Amount(check, "reach")} an hour can be ruled out in this time; for the margin of {Amount(check, "margin")} watch about {_quantity.Number(Value(check, "times"))} times as long",
                $"{subject}: за это время можно исключить в лучшем случае {Amount(check, "reach")} в час; для допуска {Amount(check, "margin")} наблюдайте примерно в {Times(check)} дольше"),
            _ => (subject.Length > 0 ? subject + ": " : "") + Kind(check.Code) + ": " + check.State,
        };
    }

    /// <summary>What a resource retains, what it reached and what it may take: <c>retains 302 MiB, reached 384 MiB under load, limit 512 MiB (cgroup)</c>.</summary>
    /// <returns><see langword="null"/>: neither was measured.</returns>
    public string? Reached(VerdictDocument.ResourceEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Level is null && entry.Peak is null)
        {
            return null;
        }

        var bytes = GrowthWords.IsBytes(entry);
        var name = ResourceWords.Of(entry.Resource, language).Name;
        var level = entry.Level is { } retained
            ? language.Pick("retains ", "удерживает ") + _quantity.Level(retained, bytes)
            : language.Pick("what it retains was not measured", "сколько удерживает, не измерено");
        var peak = entry.Peak is { } reached
            ? language.Pick($"reached {_quantity.Level(reached, bytes)} under load", $"под нагрузкой доходит до {_quantity.Level(reached, bytes)}")
            : language.Pick("its peak was not measured", "пик не измерен");
        var limit = entry.Limit is { } most ? ", " + language.Pick("limit ", "предел ") + _quantity.Level(most, bytes) + Source(entry.LimitSource) : "";
        return $"{name}: {level}, {peak}{limit}";
    }

    private string NearLimit(VerdictDocument.CheckEntry check, string subject)
    {
        var source = Source(check.Detail);
        return language.Pick(
            $"{subject}: reached {Level(check, "highest")}, {Percent(check, "share")} of the limit of {Level(check, "limit")}{source}",
            $"{subject}: доходит до {Level(check, "highest")}, это {Percent(check, "share")} предела {Level(check, "limit")}{source}");
    }

    private string Source(string? source) => source is null ? ""
        : $" ({(source is "machine" ? language.Pick("memory of the machine", "память машины") : SafeText.Of(source))})";

    private string Kind(string code) => code switch
    {
        CheckCodes.LoadLanded => language.Pick("load that landed", "дошедшая нагрузка"),
        CheckCodes.FloorsSettled => language.Pick("floors that came to rest", "успокоившиеся минимумы"),
        CheckCodes.LoneBlock => language.Pick("growth that rests on one block", "рост на одном блоке"),
        CheckCodes.NearLimit => language.Pick("peak against the limit", "пик и предел"),
        CheckCodes.CpuFree => language.Pick("free processor", "свободный процессор"),
        CheckCodes.NoisyNeighbour => language.Pick("other programs on the processor", "другие программы на процессоре"),
        CheckCodes.ProbeBlind => language.Pick("reading of known amounts", "чтение заданного количества"),
        CheckCodes.NotJudged => language.Pick("what was left unjudged", "оставшееся без оценки"),
        CheckCodes.Reach => language.Pick("reach of the measurement", "разрешение измерения"),
        _ => TextColumns.Fit(SafeText.Of(code).Replace('_', ' '), 40),
    };

    // 99.96 % must not read as 100 %.
    private string Landed(VerdictDocument.CheckEntry check) => Value(check, "share") is >= 1 ? _quantity.Percent(1)
        : _quantity.Number(Math.Floor(Value(check, "share") * 10_000) / 100) + (language == Language.Russian ? "\u00a0%" : "%");

    private string Names(string resources) =>
        string.Join(", ", resources.Split(", ").Select(name => ResourceWords.Of(name, language).Name));

    private string Amount(VerdictDocument.CheckEntry check, string key) => Bytes(check.Resource)
        ? _quantity.Bytes(Value(check, key)) : _quantity.Number(Value(check, key));

    private string Level(VerdictDocument.CheckEntry check, string key) => _quantity.Level(Value(check, key), Bytes(check.Resource));

    private static bool Bytes(string? resource) => resource is not null && resource.Split(", ")[0] is "memory" or "heap";

    private string Times(VerdictDocument.CheckEntry check)
    {
        var times = _quantity.Rate(Value(check, "times"));
        return times + "\u00a0" + RussianPlural.Choose(times, Value(check, "times"), "раз", "раза", "раз");
    }

    private string Whole(VerdictDocument.CheckEntry check, string key) => _quantity.Whole(Value(check, key));

    private string Percent(VerdictDocument.CheckEntry check, string key) => _quantity.Percent(Value(check, key));

    private static double Value(VerdictDocument.CheckEntry check, string key) => check.Values.TryGetValue(key, out var value) ? value : double.NaN;
}
