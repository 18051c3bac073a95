using System.Text.RegularExpressions;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>
/// What a server behind the target told, in Russian; the recording holds it in English. What was put in by a program (its application, the
/// name of a client, a prefix of keys) stays as it is, and so does a form that is not known.
/// </summary>
internal static partial class ServerWords
{
    private static readonly Dictionary<string, string> Facts = new(StringComparer.Ordinal)
    {
        ["connections of all programs"] = "соединений всех программ",
        ["sessions idle in transaction"] = "сеансов, простаивающих в транзакции",
        ["prepared transactions"] = "подготовленных транзакций",
        ["temporary files written"] = "записано временных файлов",
        ["temporary bytes written"] = "записано временных байт",
        ["used bytes"] = "занято байт",
        ["keys without expiry"] = "ключей без срока жизни",
    };

    private static readonly Dictionary<string, string> States = new(StringComparer.Ordinal)
    {
        ["idle"] = "простаивает",
        ["active"] = "выполняет запрос",
        ["idle in transaction"] = "простаивает в транзакции",
        ["idle in transaction (aborted)"] = "простаивает в прерванной транзакции",
        ["state hidden"] = "состояние скрыто",
        ["no name"] = "без имени",
    };

    /// <summary>The text of an evidence of the kind <c>server</c>, not yet made harmless.</summary>
    public static string Of(string name, Language language)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (language != Language.Russian)
        {
            return name;
        }

        if (Amount().Match(name) is { Success: true } amount && Facts.TryGetValue(amount.Groups["fact"].Value, out var fact))
        {
            var prefix = amount.Groups["prefix"] is { Success: true } most ? $", в выборке больше всего с приставкой `{most.Value}`" : "";
            return $"{amount.Groups["server"].Value}: {fact} было {Number(amount.Groups["from"].Value)}, стало {Number(amount.Groups["to"].Value)}{prefix}";
        }

        if (Seen().Match(name) is { Success: true } seen)
        {
            var state = seen.Groups["state"].Value;
            var told = States.TryGetValue(state, out var known) ? known
                : state.StartsWith("name ", StringComparison.Ordinal) ? "имя " + state[5..]
                : state;
            return $"{seen.Groups["server"].Value}: {told}{Part(seen, "application", "приложение")}{Part(seen, "command", "последняя команда")}"
                + (seen.Groups["age"] is { Success: true } age ? $", самому старому {age.Value} с" : "");
        }

        return name;
    }

    /// <summary>Whether what grew is bytes, by its name.</summary>
    public static bool IsBytes(string name) => name.Contains(" bytes ", StringComparison.Ordinal);

    private static string Part(Match seen, string group, string label) => seen.Groups[group] is { Success: true } part ? $", {label} {part.Value}" : "";

    private static string Number(string english)
    {
        var text = english.Replace(',', '\u00a0').Replace('.', ',').Replace(' ', '\u00a0');
        foreach (var (from, to) in new[] { ("KiB", "КиБ"), ("MiB", "МиБ"), ("GiB", "ГиБ"), ("TiB", "ТиБ"), ("\u00a0B", "\u00a0Б") })
        {
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }

    [GeneratedRegex(@"^(?<server>PostgreSQL|Redis): (?<fact>[a-z ]+?) from (?<from>[\d.,]+(?: [KMGT]?i?B)?) to (?<to>[\d.,]+(?: [KMGT]?i?B)?)(?:, most of those sampled with prefix `(?<prefix>.*)`)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Amount();

    [GeneratedRegex(@"^(?<server>PostgreSQL|Redis): (?<state>.+?)(?:, application (?<application>.*?))?(?:, last command (?<command>\S+?))?(?:, oldest (?<age>\d+) s)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Seen();
}
