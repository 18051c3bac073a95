using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>What <c>leakgate serve</c> says, in both languages.</summary>
internal sealed class ServeTexts(Language language)
{
    public Said BadNumber(string option, string value, int least, int most) => Say(
        FormattableString.Invariant($"`{option}` takes no `{value}`"), FormattableString.Invariant($"a whole number from {least} to {most}"),
        FormattableString.Invariant($"`{option}` не принимает `{value}`"), FormattableString.Invariant($"целое число от {least} до {most}"));

    public Said BadAddress(string value) => Say(
        $"`--bind` takes no `{value}`", "an IP address such as 127.0.0.1 or 0.0.0.0",
        $"`--bind` не принимает `{value}`", "IP-адрес, например 127.0.0.1 или 0.0.0.0");

    public Said NeedsToken(string address) => Say(
        $"`--bind {address}` lets other machines in, and there is no token", "set LEAKGATE_TOKEN, or listen on 127.0.0.1",
        $"`--bind {address}` открывает сервер другим машинам, а токена нет", "задайте LEAKGATE_TOKEN или слушайте на 127.0.0.1");

    public Said ShortToken() => Say(
        "the token is too short to keep anybody out", "at least 16 characters, e.g. from `openssl rand -hex 16`",
        "токен слишком короток, чтобы защищать", "не меньше 16 знаков, например из `openssl rand -hex 16`");

    public string Serving(Uri address) => language.Pick($"leakgate: {address} (Ctrl-C ends the server, not the runs)", $"leakgate: {address} (Ctrl-C завершает сервер, но не запуски)");

    public string CannotServe(string problem) => language.Pick($"leakgate: the server did not start: {problem}", $"leakgate: сервер не запустился: {problem}");

    private Said Say(string english, string remedy, string russian, string advice) =>
        language is Language.Russian ? new Said(russian, advice) : new Said(english, remedy);
}
