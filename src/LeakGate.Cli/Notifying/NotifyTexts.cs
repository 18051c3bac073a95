using LeakGate.Reports.Channels;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Notifying;

/// <summary>What is said about channels.</summary>
internal sealed class NotifyTexts(Language language)
{
    private readonly Quantity _quantity = Quantity.In(language);

    /// <summary>What became of a channel, in a line.</summary>
    public string Outcome(ChannelOutcome outcome)
    {
        string detail = outcome.Detail is { } text ? $": {text}" : "";
        string tries = outcome.Attempts > 1
            ? language.Pick($" after {_quantity.Whole(outcome.Attempts)} attempts", $", попыток: {_quantity.Whole(outcome.Attempts)}") : "";
        return outcome.State switch
        {
            "sent" => language.Pick($"{outcome.Channel}: sent{tries}{detail}", $"{outcome.Channel}: отправлено{tries}{detail}"),
            "failed" => language.Pick($"{outcome.Channel}: NOT sent{tries}{detail}", $"{outcome.Channel}: НЕ отправлено{tries}{detail}"),
            "absent" => language.Pick($"{outcome.Channel}: nothing to do{detail}", $"{outcome.Channel}: делать нечего{detail}"),
            _ when outcome.Counted > 0 => language.Pick(
                $"{outcome.Channel}: nothing new; {_quantity.Whole(outcome.Counted)} known counted", $"{outcome.Channel}: нового нет; сосчитано известных: {_quantity.Whole(outcome.Counted)}"),
            _ => language.Pick($"{outcome.Channel}: nothing to tell", $"{outcome.Channel}: сообщать нечего"),
        };
    }

    public string Already(string channel) => language.Pick(
        $"{channel}: got this run already; --again sends it once more", $"{channel}: этот запуск уже получен; --again отправит ещё раз");

    public string NotKept(string problem) => language.Pick(
        $"what was told is remembered beside the runs, not in the history: {problem}", $"отправленное запоминается рядом с запусками, не в истории: {problem}");

    public string NotKnown(string problem) => language.Pick(
        $"what was told before is not known, so everything is told: {problem}", $"что уже сообщали, неизвестно, поэтому сообщается всё: {problem}");

    public string NotRemembered(string problem) => language.Pick($"what was told is not remembered: {problem}", $"отправленное не запомнено: {problem}");

    public string NotTold(string problem) => language.Pick($"channels were not told: {problem}", $"каналы не оповещены: {problem}");

    public string NotWritten(string problem) => language.Pick($"notifications.json was not written: {problem}", $"notifications.json не записан: {problem}");
}
