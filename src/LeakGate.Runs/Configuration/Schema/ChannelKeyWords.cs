namespace LeakGate.Runs.Configuration.Schema;

/// <summary>What the keys of channels mean.</summary>
internal static class ChannelKeyWords
{
    private static readonly Dictionary<string, (string English, string Russian)> Rules = new(StringComparer.Ordinal)
    {
        ["on"] = ("What is told: leak, regression, recovered, inconclusive, failed, always. Default: leak, regression, recovered, failed; github and gitlab: always.", "О чём сообщать: leak, regression, recovered, inconclusive, failed, always. По умолчанию leak, regression, recovered, failed; у github и gitlab always."),
        ["severity"] = ("Leaks below it are not told.", "Об утечках ниже этой срочности не сообщать."),
        ["targets"] = ("Only these targets; default all.", "Только эти цели; по умолчанию все."),
        ["branches"] = ("Only these branches, with * for any text; default all.", "Только эти ветки, * — любой текст; по умолчанию все."),
        ["window"] = ("How long the same news about a branch is only counted.", "Сколько времени та же новость о ветке только считается."),
        ["timeout"] = ("Longest wait for one answer of the service.", "Сколько ждать одного ответа службы."),
        ["lang"] = ("Language of the messages; default that of the call.", "Язык сообщений; по умолчанию язык вызова."),
        ["report_url"] = ("Where the report is found; {run_id} stands for the run's id. Default: the page of the build.", "Где лежит отчёт; {run_id} — номер запуска. По умолчанию страница сборки."),
    };

    private static readonly Dictionary<string, (string English, string Russian)> Own = new(StringComparer.Ordinal)
    {
        ["slack.webhook"] = ("Address of an incoming webhook. A secret: it is never shown.", "Адрес входящего вебхука. Секрет: не показывается нигде."),
        ["slack.token"] = ("Token of a bot, in place of a webhook: the chart is added in the thread. Needs channel.", "Токен бота вместо вебхука: в ветке будет график. Нужен channel."),
        ["slack.channel"] = ("Id of the channel that the bot writes to, such as C0123456789.", "Id канала, куда пишет бот, например C0123456789."),
        ["slack.api_url"] = ("Address of the API; default https://slack.com/api.", "Адрес API; по умолчанию https://slack.com/api."),
        ["teams.webhook"] = ("Address that a Teams workflow gives. A secret: it is never shown.", "Адрес, который даёт рабочий процесс Teams. Секрет: не показывается нигде."),
        ["email.to"] = ("Who gets it: an address, or a list of them.", "Кому: адрес или список адресов."),
        ["email.from"] = ("Sender; default the user name.", "Отправитель; по умолчанию имя пользователя."),
        ["email.server"] = ("Mail server; known for the well-known mail domains.", "Почтовый сервер; для известных почтовых доменов не нужен."),
        ["email.port"] = ("Its port; default 465 with tls: implicit, else 587.", "Порт; по умолчанию 465 при tls: implicit, иначе 587."),
        ["email.username"] = ("Name to log in with.", "Имя для входа."),
        ["email.password"] = ("Password to log in with.", "Пароль для входа."),
        ["email.tls"] = ("auto: implicit on port 465, STARTTLS elsewhere. none sends in the clear, without log-in.", "auto: сразу TLS на порту 465, иначе STARTTLS. none — открытым текстом, без входа."),
        ["telegram.token"] = ("Token of the bot.", "Токен бота."),
        ["telegram.chat"] = ("Id of the chat, or @name of a channel.", "Id чата или @имя канала."),
        ["telegram.api_url"] = ("Address of the API; default https://api.telegram.org.", "Адрес API; по умолчанию https://api.telegram.org."),
        ["webhook.url"] = ("Where the JSON is posted to.", "Куда отправлять JSON."),
        ["webhook.secret"] = ("Key of the HMAC-SHA256 signature; without it there is none.", "Ключ подписи HMAC-SHA256; без него подписи нет."),
        ["github.token"] = ("Token that may write comments; default GITHUB_TOKEN.", "Токен с правом на комментарии; по умолчанию GITHUB_TOKEN."),
        ["github.repository"] = ("OWNER/NAME; default GITHUB_REPOSITORY.", "ВЛАДЕЛЕЦ/ИМЯ; по умолчанию GITHUB_REPOSITORY."),
        ["github.pull_request"] = ("Number of the pull request; default from GITHUB_REF.", "Номер запроса на слияние; по умолчанию из GITHUB_REF."),
        ["github.api_url"] = ("Address of the API; default GITHUB_API_URL.", "Адрес API; по умолчанию GITHUB_API_URL."),
        ["gitlab.token"] = ("Token with the scope api; default GITLAB_TOKEN.", "Токен с областью api; по умолчанию GITLAB_TOKEN."),
        ["gitlab.project"] = ("Id or path of the project; default CI_PROJECT_ID.", "Id или путь проекта; по умолчанию CI_PROJECT_ID."),
        ["gitlab.merge_request"] = ("Number of the merge request; default CI_MERGE_REQUEST_IID.", "Номер запроса на слияние; по умолчанию CI_MERGE_REQUEST_IID."),
        ["gitlab.api_url"] = ("Address of the API; default CI_API_V4_URL.", "Адрес API; по умолчанию CI_API_V4_URL."),
    };

    /// <summary>The words of a channel's key; <see langword="null"/>: the section is no channel, or the key is not its.</summary>
    public static (string English, string Russian)? Of(string section, string key) =>
        Own.TryGetValue($"{section}.{key}", out var own) ? own
        : KnownNames.Channels.Contains(section, StringComparer.Ordinal) && Rules.TryGetValue(key, out var rule) ? rule
        : null;
}
