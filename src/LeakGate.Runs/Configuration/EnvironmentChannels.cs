using LeakGate.Runs.Configuration.Sections;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration;

/// <summary>The channels that the predecessor's environment variables name, so that a pipeline that sets them works unchanged.</summary>
public static class EnvironmentChannels
{
    /// <summary>The variables, in the order of the docs.</summary>
    public static IReadOnlyList<string> Variables { get; } =
    [
        "SLACK_WEBHOOK_URL", "TEAMS_WEBHOOK_URL", "EMAIL_TO", "EMAIL_USERNAME", "EMAIL_PASSWORD", "SMTP_SERVER", "SMTP_PORT", "SMTP_USERNAME",
        "SMTP_PASSWORD", "SMTP_FROM", "SMTP_USE_TLS",
    ];

    /// <summary>
    /// What a pipeline says of all channels, whatever the file holds: <c>none</c> tells nobody; <c>github</c> and <c>gitlab</c>, which need
    /// nothing but what those pipelines set, are told too.
    /// </summary>
    public const string ChoiceVariable = "LEAKGATE_NOTIFY";

    private const string Nobody = "none";

    /// <summary>The channels of a plan: those that are written, else those that the variables name; then what <see cref="ChoiceVariable"/> says.</summary>
    /// <param name="written">Channels of the file; <see langword="null"/>: it says nothing of them.</param>
    /// <param name="environment">Gives the value of a variable, or <see langword="null"/>.</param>
    /// <param name="language">Language of what is told.</param>
    /// <param name="warn">Told of variables that can't be used, and why; never their values.</param>
    public static IReadOnlyList<NotifyPlan> Or(
        IReadOnlyList<NotifyPlan>? written, Func<string, string?> environment, Language language, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(warn);
        string[] asked = (environment(ChoiceVariable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (asked.Contains(Nobody, StringComparer.Ordinal))
        {
            return [];
        }

        List<NotifyPlan> channels = [.. written ?? Named(environment, language, warn)];
        foreach (string channel in asked)
        {
            if (channel is not ("github" or "gitlab"))
            {
                warn(language.Pick(
                    $"{ChoiceVariable} takes none, github and gitlab; other channels have variables of their own or stand in the file",
                    $"{ChoiceVariable} принимает none, github и gitlab; у других каналов свои переменные, или они записаны в файле"));
            }
            else if (channels.TrueForAll(known => known.Channel != channel))
            {
                channels.Add(Plan(channel) with { Rules = NotifySection.DefaultRules(channel) });
            }
        }

        return channels;
    }

    private static List<NotifyPlan> Named(Func<string, string?> environment, Language language, Action<string> warn)
    {
        string? Value(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        List<NotifyPlan> channels = [];
        foreach (var (channel, variable) in new[] { ("slack", "SLACK_WEBHOOK_URL"), ("teams", "TEAMS_WEBHOOK_URL") })
        {
            if (Value(variable) is not { } address)
            {
                continue;
            }

            if (AddressText.TryParseUrl(address, out _))
            {
                channels.Add(Plan(channel, ("webhook", [address])));
            }
            else
            {
                warn(language.Pick($"{variable} is no address of a web server: nothing is sent there", $"{variable} — не адрес веб-сервера: туда ничего не отправляется"));
            }
        }

        if (Value("EMAIL_TO") is not null && Mail(Value, language, warn) is { } mail)
        {
            channels.Add(mail);
        }

        return channels;
    }

    private static NotifyPlan? Mail(Func<string, string?> value, Language language, Action<string> warn)
    {
        string[] to = value("EMAIL_TO")!.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string? username = value("SMTP_USERNAME") ?? value("EMAIL_USERNAME");
        string? password = value("SMTP_PASSWORD") ?? value("EMAIL_PASSWORD");
        string? from = value("SMTP_FROM") ?? (username is not null && NotifySection.IsMailAddress(username) ? username : value("EMAIL_USERNAME"));
        var guessed = KnownMailServers.Of(username ?? from ?? "");
        string? port = value("SMTP_PORT");
        string? problem = !Array.TrueForAll(to, NotifySection.IsMailAddress) ? language.Pick("EMAIL_TO holds something that is no mail address", "в EMAIL_TO не почтовый адрес")
            : value("SMTP_SERVER") is null && guessed is null ? language.Pick("SMTP_SERVER is not set, and the sender's domain is not a well-known one", "SMTP_SERVER не задана, а домен отправителя не из известных")
            : from is null || !NotifySection.IsMailAddress(from) ? language.Pick("SMTP_FROM is not set, and the user name is no mail address", "SMTP_FROM не задана, а имя пользователя — не почтовый адрес")
            : port is not null && !(NumberText.TryParseWhole(port, out int number) && number is > 0 and <= NotifySection.MostPort) ? language.Pick("SMTP_PORT is not a number from 1 to 65535", "SMTP_PORT — не число от 1 до 65535")
            : null;
        if (problem is not null)
        {
            warn(language.Pick($"no e-mail is sent: {problem}", $"почта не отправляется: {problem}"));
            return null;
        }

        bool plain = value("SMTP_USE_TLS") is { } tls && new[] { "false", "0", "no", "off" }.Contains(tls, StringComparer.OrdinalIgnoreCase);
        (string, string?)[] settings = [("server", value("SMTP_SERVER")), ("port", port), ("username", username), ("password", password), ("from", from), ("tls", plain ? "none" : "auto")];
        return Plan("email", [("to", to), .. settings.Where(setting => setting.Item2 is not null).Select(setting => (setting.Item1, new[] { setting.Item2! }))]);
    }

    private static NotifyPlan Plan(string channel, params (string Key, string[] Values)[] settings) => new(
        channel,
        settings.ToDictionary(setting => setting.Key, IReadOnlyList<Secret> (setting) => [.. setting.Values.Select(value => new Secret(value))], StringComparer.Ordinal));
}
