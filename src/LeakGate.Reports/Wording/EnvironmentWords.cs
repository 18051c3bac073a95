using System.Globalization;
using LeakGate.Reports.Formats;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Runs.Viewing;

namespace LeakGate.Reports.Wording;

/// <summary>Machine and configuration of a run. Secrets were masked before anything was recorded.</summary>
internal sealed class EnvironmentWords(Language language)
{
    private readonly Quantity _quantity = Quantity.In(language);

    public IEnumerable<LabelledText> Of(ReportTarget target)
    {
        var header = target.Run.Header;
        List<LabelledText> known =
        [
            new("LeakGate", header.Version),
            new(language.Pick("Command", "Команда"), header.Source, IsName: true),
            new("URL", header.Url ?? "", IsName: true),
            new(language.Pick("Profile", "Профиль"), header.Profile),
            new(language.Pick("Load", "Нагрузка"), Load(header)),
            new(language.Pick("Budget", "Время"), _quantity.Duration(header.Budget)),
            new(language.Pick("Expected", "Ожидалось"), Expected(header.Expect)),
            new(language.Pick("Seed", "Зерно"), header.Seed.ToString(CultureInfo.InvariantCulture)),
            new(language.Pick("Production", "В работе"), header.ProductionRate is { } rate ? $"{_quantity.Rate(rate)}\u00a0{PerSecond(rate)}" : ""),
            new(language.Pick("Runtime", "Среда"), string.Join(", ", target.Run.Records.OfType<ReadyRecord>().SelectMany(ready => ready.Runtimes))),
            new(language.Pick("Process", "Процесс"), target.Run.Records.OfType<ReadyRecord>().FirstOrDefault() is { } ready ? Quantity.Id(ready.Pid) : ""),
            .. header.Environment.Select(fact => new LabelledText(Name(fact.Key), fact.Value, IsName: true)),
            new(language.Pick("Run", "Запуск"), header.RunId, IsName: true),
        ];
        return known.Where(fact => fact.Text.Length > 0)
            .Select(fact => fact with { Label = TextColumns.Fit(SafeText.Of(fact.Label), 40), Text = TextColumns.Fit(SafeText.Of(fact.Text), 400) });
    }

    private string Expected(string expect) => expect switch
    {
        "leak" => language.Pick("leak", "утечка"),
        "clean" => language.Pick("clean", "чисто"),
        _ => expect,
    };

    private string Load(HeaderRecord header) => header.Requests.Count == 0
        ? language.Pick("none", "нет")
        : (header.Rate is { } rate ? $"{_quantity.Rate(rate)}\u00a0{PerSecond(rate)}" : language.Pick("max", "предельная"))
            + language.Pick($", {_quantity.Whole(header.Concurrency)}\u00a0concurrent", $", одновременно {_quantity.Whole(header.Concurrency)}");

    private string PerSecond(double rate) => language.Pick("requests/s", RussianPlural.Choose(_quantity.Rate(rate), rate, "запрос", "запроса", "запросов") + "/с");

    private string Name(string key) => (language, key) switch
    {
        (Language.Russian, "system") => "Система",
        (Language.Russian, "architecture") => "Архитектура",
        (Language.Russian, "cores") => "Ядра",
        (Language.Russian, "memory") => "Память",
        (Language.Russian, "runtime of leakgate") => "Среда LeakGate",
        (_, "runtime of leakgate") => "Runtime of LeakGate",
        _ => key.Length > 0 && char.IsLower(key[0]) ? char.ToUpperInvariant(key[0]) + key[1..] : key,
    };
}
