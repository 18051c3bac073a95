using LeakGate.Runs.Text;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>The words of the results.</summary>
internal sealed class AllureWords(Language language)
{
    public string Verdict => language.Pick("Verdict", "Вердикт");

    public string Resources => language.Pick("Resources", "Ресурсы");

    public string Requests => language.Pick("Requests", "Запросы");

    public string Blocks => language.Pick("Floors by block", "Минимумы по блокам");

    public string Log => language.Pick("Last output of the target", "Последний вывод программы");

    public string Expected => language.Pick("A leak was expected here (expect: leak), and one was found.", "Здесь ожидалась утечка (expect: leak), и она найдена.");

    public string NotFound => language.Pick("A leak was expected here (expect: leak), and none was found.", "Здесь ожидалась утечка (expect: leak), но её не нашлось.");

    public string Known => language.Pick("Known leak, ignored: ", "Известная утечка, не считается: ");

    public string Missing => language.Pick("The run folder lacks: ", "В папке запуска нет: ");

    public string Story(bool expected) => expected ? language.Pick("known to leak", "заведомо течёт") : language.Pick("does not leak", "не течёт");

    public string Margin => language.Pick("margin", "допуск");

    public IReadOnlyList<string> ResourceHeads => language == Language.Russian
        ? ["Ресурс", "Вердикт", "Рост или граница", "Допуск", "Свидетельство", "Блоки", "Удерживает", "Под нагрузкой до", "Предел"]
        : ["Resource", "Verdict", "Growth or bound", "Margin", "Evidence", "Blocks", "Retains", "Reached under load", "Limit"];

    public IReadOnlyList<string> RequestHeads => language == Language.Russian
        ? ["Запрос", "Выполнено", "Ошибки", "p50, мс", "p95, мс", "p99, мс", "Рост"]
        : ["Request", "Completed", "Failed", "p50, ms", "p95, ms", "p99, ms", "Growth"];

    public IReadOnlyList<string> CheckHeads => language == Language.Russian ? ["Проверка", "Итог"] : ["Check", "Outcome"];

    public string CheckState(string state) => state switch
    {
        "ok" => language.Pick("fine", "в порядке"),
        "weak" => language.Pick("weakens it", "ослабляет"),
        _ => language.Pick("not measured", "не измерено"),
    };

    public IReadOnlyList<string> BlockHeads => language == Language.Russian
        ? ["Блок", "Этап", "Запросов всего", "Минимум", "Свидетельство"]
        : ["Block", "Stage", "Requests so far", "Floor", "Evidence"];

    public IReadOnlyList<AllureCategory> Categories =>
    [
        Category("Memory leaks", "Утечки памяти", "failed", "memory_leak"),
        Category("Connection leaks", "Утечки соединений", "failed", "(?:database_|redis_)?connection_leak"),
        Category("Descriptor leaks", "Утечки дескрипторов", "failed", "file_descriptor_leak"),
        Category("Other leaks", "Другие утечки", "failed", "(?:(?:thread|process|disk|resource)_)?leak"),
        new(language.Pick("Not decided", "Не решено"), ["skipped"], null),
        new(language.Pick("The target failed", "Сбой программы"), ["broken"], null),
        new(language.Pick("No leak where one was expected", "Нет ожидавшейся утечки"), ["failed"], "[\\s\\S]*\\[no_leak\\][\\s\\S]*"),
    ];

    /// <summary>Allure 2 matches the whole message, Allure 3 looks within it: the same pattern has to do for both.</summary>
    private AllureCategory Category(string english, string russian, string status, string type) =>
        new(language.Pick(english, russian), [status], $"[\\s\\S]*\\[{type}\\][\\s\\S]*");
}
