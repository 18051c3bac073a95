using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Trends;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Wording;

/// <summary>The steps of a decision in words, each a sentence without a full stop. Thread-safe.</summary>
public sealed class StepWords
{
    private readonly Language _language;
    private readonly Quantity _quantity;
    private readonly GrowthWords _growth;
    private readonly bool _bytes;
    private readonly bool _byTime;
    private readonly Outcome _outcome;

    private StepWords(VerdictDocument.ResourceEntry entry, Language language)
    {
        _language = language;
        _quantity = Quantity.In(language);
        _growth = GrowthWords.In(language);
        _bytes = GrowthWords.IsBytes(entry);
        _byTime = entry.PerHour is not null;
        _outcome = entry.Verdict;
    }

    /// <summary>The steps of one resource in order; of a folder that an older version wrote, its English sentences. All made harmless.</summary>
    public static IReadOnlyList<string> Of(VerdictDocument.ResourceEntry entry, Language language)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var words = new StepWords(entry, language);
        return entry.Steps is { Count: > 0 } steps
            ? [.. steps.Select(step => words.Of(step))]
            : [.. (entry.Explanation ?? []).Select(SafeText.Of)];
    }

    private string Of(VerdictDocument.StepEntry step)
    {
        var subject = SafeText.Of(step.Subject);
        return step.Code switch
        {
            StepCodes.NoFloors => _language.Pick("no floor could be read", "ни один минимум не прочитан") + (subject.Length > 0 ? ": " + subject : ""),
            StepCodes.TooFew => _language.Pick(
                $"{Whole(step, "points")} readings are too few to cut into windows", $"показаний всего {Whole(step, "points")}: на окна не разделить"),
            StepCodes.Round => _language.Pick(
                $"the first {Whole(step, "blocks")} blocks decided nothing; those after them are judged anew, and their evidence weighs {Number(step, "weight")}",
                $"первые блоки ({Whole(step, "blocks")}) ничего не решили; следующие оценены заново, и довод весит {Number(step, "weight")}"),
            StepCodes.Floors => Floors(step),
            StepCodes.Growth => _language.Pick(
                $"growth {Growth(step)}; margin {Amount(step, "margin")}", $"рост {Growth(step)}; допуск {Amount(step, "margin")}"),
            StepCodes.Evidence => _language.Pick(
                $"evidence: for a leak {Number(step, "leak")}, for clean {Number(step, "clean")}; {Number(step, "needed")} decides",
                $"довод за утечку {Number(step, "leak")}, за «чисто» {Number(step, "clean")}; решает {Number(step, "needed")}"),
            StepCodes.Counting => _language.Pick(
                $"counting alone bounds it: {Bound(step)}; net growth {Whole(step, "net")}", $"один подсчёт даёт предел: {Bound(step)}; прибыло {Whole(step, "net")}"),
            StepCodes.Guard => Guard(step, subject),
            StepCodes.Confirmation => _language.Pick(
                $"confirmation: the requests alone add up to {Growth(step)}, at least {Amount(step, "needed")} is needed",
                $"проверка: запросы по одному дают вместе {Growth(step)}, нужно не меньше {Amount(step, "needed")}") + Holds(step),
            StepCodes.Request => _language.Pick(
                $"{subject} alone: {Growth(step)}, {Percent(step, "share")} of the growth", $"{subject} отдельно: {Growth(step)}, {Percent(step, "share")} роста"),
            StepCodes.Threshold => _language.Pick("the simple rule of gate.thresholds is exceeded", "превышено простое правило gate.thresholds"),
            StepCodes.FillEnded => _language.Pick(
                $"a fill was over after {Whole(step, "windows")} windows; those behind it are judged alone, and need more evidence",
                $"наполнение кончилось, окон до его конца: {Whole(step, "windows")}; следующие оценены отдельно, и довода нужно больше"),
            StepCodes.MayFall => _language.Pick(
                "the level fell by itself before and may fall again: growth since then proves no leak",
                "уровень уже падал сам и может упасть снова: рост с тех пор утечки не доказывает"),
            StepCodes.Outcome => _language.Pick("so: ", "итог: ") + Verdict(step),
            _ => SafeText.Of(step.Code),
        };
    }

    private string Floors(VerdictDocument.StepEntry step)
    {
        var count = (long)Value(step, "floors");
        var length = _byTime ? _quantity.Duration(Value(step, "length") * 3600) : null;
        var requests = (long)Math.Round(Value(step, "length"));
        var (first, last, sigma) = (Level(step, "first"), Level(step, "last"), _bytes ? _quantity.Bytes(Value(step, "sigma")) : Number(step, "sigma"));
        return _language.Pick(
            $"{_quantity.Whole(count)} {(count == 1 ? "floor" : "floors")}, from {first} to {last}, over {length ?? _quantity.Whole(requests) + " requests"}; noise σ {sigma}",
            $"{_quantity.Whole(count)} {RussianPlural.Choose(count, "минимум", "минимума", "минимумов")}, от {first} до {last}, за {length ?? _quantity.Whole(requests) + " " + RussianPlural.Choose(requests, "запрос", "запроса", "запросов")}; шум σ {sigma}");
    }

    private string Guard(VerdictDocument.StepEntry step, string name)
    {
        var (value, needed) = (Amount(step, "value"), Amount(step, "needed"));
        return name switch
        {
            ShapeGuards.LaterHalfAboveMargin => _language.Pick(
                $"guard: the later half grows by {value}, the margin is {needed}", $"форма: вторая половина растёт на {value}, допуск {needed}"),
            ShapeGuards.LaterHalfKeepsUp => _language.Pick(
                $"guard: given one more of its largest steps, the later half grows by {value}; at least {needed} keeps up with the earlier one",
                $"форма: с ещё одним своим большим шагом вторая половина растёт на {value}; чтобы не отстать от первой, нужно {needed}"),
            ShapeGuards.Plateau => _language.Pick(
                $"guard: levelling off, it would still grow by {value}, the margin is {needed}",
                $"форма: даже если рост выдыхается, останется {value}, допуск {needed}"),
            Drift.Name => _language.Pick(
                $"guard: mean growth {value}, a wandering level reaches {needed} by chance",
                $"форма: средний рост {value}, блуждающий уровень случайно даёт {needed}"),
            EndOfGrowth.Name => _language.Pick(
                $"guard: at the end it grows by {value}, at least {needed} goes on",
                $"форма: в конце растёт на {value}, чтобы рост не считать оконченным, нужно {needed}"),
            _ => _language.Pick("guard ", "форма, ") + name.Replace('_', ' ') + $": {value}; {needed}",
        } + Holds(step);
    }

    private string Verdict(VerdictDocument.StepEntry step)
    {
        var reason = ReasonWords.Of(step.Subject, _language, _byTime);
        return _outcome switch
        {
            Outcome.Leak => _language.Pick("leak", "утечка"),
            Outcome.Clean => _language.Pick("clean", "чисто"),
            _ => _language.Pick("undecided", "не решено"),
        } + (reason.Length > 0 ? ": " + reason : "");
    }

    private string Holds(VerdictDocument.StepEntry step) => Value(step, "holds") > 0
        ? _language.Pick(": holds", ": выдержано")
        : _language.Pick(": does not hold", ": не выдержано");

    private string Growth(VerdictDocument.StepEntry step)
    {
        var amount = new VerdictDocument.Amount(Value(step, "estimate"), Value(step, "low"), Value(step, "high"), _bytes ? "bytes" : "count");
        return _byTime ? _growth.LongPerHour(amount) : _growth.Long(amount);
    }

    private string Amount(VerdictDocument.StepEntry step, string key) =>
        _byTime ? _growth.ShortPerHour(Value(step, key), double.NaN, double.NaN, _bytes) : _growth.Short(Value(step, key), _bytes);

    private string Bound(VerdictDocument.StepEntry step) =>
        _byTime ? _growth.LongBoundPerHour(Value(step, "bound"), _bytes) : _growth.LongBound(Value(step, "bound"), _bytes);

    private string Level(VerdictDocument.StepEntry step, string key) => _quantity.Level(Value(step, key), _bytes);

    private string Number(VerdictDocument.StepEntry step, string key) => _quantity.Number(Value(step, key));

    private string Whole(VerdictDocument.StepEntry step, string key) => _quantity.Whole(Value(step, key));

    private string Percent(VerdictDocument.StepEntry step, string key) => _quantity.Percent(Value(step, key));

    private static double Value(VerdictDocument.StepEntry step, string key) => step.Values.TryGetValue(key, out var value) ? value : double.NaN;
}
