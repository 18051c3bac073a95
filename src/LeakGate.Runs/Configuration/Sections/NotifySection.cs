using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary><c>notify:</c> the channels and their rules.</summary>
internal static class NotifySection
{
    internal const int MostPort = 65_535;

    private static readonly string[] Addresses = ["webhook", "url", "api_url", "report_url"];

    /// <summary>The channels; <see langword="null"/> without the section.</summary>
    public static IReadOnlyList<NotifyPlan>? Read(Node? node, IReadOnlyList<string> targets, ConfigurationScan scan) => node is null ? null :
        [.. (Fields.Of(node, "notify", KnownNames.Channels, scan)?.Entries ?? []).Select(entry => Channel(entry.Key, entry.Value, targets, scan)).OfType<NotifyPlan>()];

    /// <summary>The rules of a channel that says nothing of them: what keeps one comment always tells how it stands.</summary>
    internal static NotifyRules DefaultRules(string channel) => channel is "github" or "gitlab" ? new() { On = ["always"] } : new();

    private static NotifyPlan? Channel(ScalarNode name, Node node, IReadOnlyList<string> targets, ConfigurationScan scan)
    {
        IReadOnlyList<string> own = KnownNames.ChannelKeys(name.Value);
        if (Fields.Of(node, name.Value, [.. own, .. KnownNames.ChannelRules], scan) is not { } fields)
        {
            return null;
        }

        Dictionary<string, IReadOnlyList<Secret>> settings = new(StringComparer.Ordinal);
        foreach ((ScalarNode key, Node value) in fields.Entries.Where(entry => own.Contains(entry.Key.Value, StringComparer.Ordinal)))
        {
            IReadOnlyList<string> texts = key.Value == "to" ? Texts(value, key.Value, scan) : scan.FinalText(value, key.Value) is { } text ? [text] : [];
            settings[key.Value] = [.. texts.Select(text => new Secret(text))];
            Check(key.Value, value, texts, scan);
        }

        NotifyPlan plan = new(name.Value, settings);
        Needed(name, fields, plan, scan);
        string? url = fields["report_url"] is { } report ? scan.FinalText(report, "report_url") : null;
        Check("report_url", fields["report_url"], url is null ? [] : [url], scan);
        return plan with
        {
            Rules = Rules(name.Value, fields, targets, scan),
            Timeout = scan.Value<TimeSpan>(fields["timeout"], "timeout", DurationText.TryParse, scan.Texts.BadDuration) ?? plan.Timeout,
            Language = Words(fields["lang"], "lang", Languages.Codes, scan) is [var code] && Languages.TryParse(code, out Language language) ? language : null,
            ReportUrl = url,
        };
    }

    /// <summary>An error never repeats the text: an address may hold a key.</summary>
    private static void Check(string key, Node? node, IReadOnlyList<string> texts, ConfigurationScan scan)
    {
        foreach (string text in texts)
        {
            if (Addresses.Contains(key, StringComparer.Ordinal) && !AddressText.TryParseUrl(text, out _))
            {
                scan.Error(node!.Start, Secret.Mask, scan.Texts.BadChannelUrl(key));
            }
            else if (key is "to" or "from" && !IsMailAddress(text))
            {
                scan.Error(node!.Start, Secret.Mask, scan.Texts.BadMailAddress(key));
            }
        }

        if (key == "port")
        {
            scan.Whole(node, key, 1, MostPort);
        }
        else if (key is "pull_request" or "merge_request")
        {
            scan.Whole(node, key, 1, int.MaxValue);
        }
        else if (key == "tls")
        {
            Words(node, key, KnownNames.MailSecurity, scan);
        }
    }

    private static void Needed(ScalarNode name, Fields fields, NotifyPlan plan, ConfigurationScan scan)
    {
        void Need(string key, string example)
        {
            if (fields[key] is null)
            {
                scan.Error(name, scan.Texts.MissingKey(key, name.Value, example));
            }
        }

        switch (name.Value)
        {
            case "slack" when fields["token"] is not null && fields["channel"] is null:
                scan.Error(fields.Key("token"), scan.Texts.Together(name.Value, "token", "channel"));
                break;
            case "slack" when fields["token"] is null:
                Need("webhook", "webhook: \"${SLACK_WEBHOOK_URL}\"");
                break;
            case "teams":
                Need("webhook", "webhook: \"${TEAMS_WEBHOOK_URL}\"");
                break;
            case "email":
                Need("to", "to: team@example.com");
                MailServer(name, fields, plan, scan);
                break;
            case "telegram":
                Need("token", "token: \"${TELEGRAM_TOKEN}\"");
                Need("chat", "chat: \"-1001234567890\"");
                break;
            case "webhook":
                Need("url", "url: \"${HOOK_URL}\"");
                break;
        }
    }

    private static void MailServer(ScalarNode name, Fields fields, NotifyPlan plan, ConfigurationScan scan)
    {
        if (fields["password"] is not null && fields["username"] is null)
        {
            scan.Error(fields.Key("password"), scan.Texts.Together(name.Value, "password", "username"));
        }

        string sender = (plan.Setting("from") ?? plan.Setting("username"))?.Reveal() ?? "";
        if (fields["server"] is null && KnownMailServers.Of(plan.Setting("username")?.Reveal() ?? sender) is null)
        {
            scan.Error(name, scan.Texts.NoMailServer(KnownMailServers.DomainOf(plan.Setting("username")?.Reveal() ?? sender)));
        }
        else if (!IsMailAddress(sender) && fields["from"] is null)
        {
            scan.Error(name, scan.Texts.MissingKey("from", name.Value, "from: leakgate@example.com"));
        }
    }

    private static NotifyRules Rules(string channel, Fields fields, IReadOnlyList<string> targets, ConfigurationScan scan)
    {
        NotifyRules defaults = DefaultRules(channel);
        return defaults with
        {
            On = fields["on"] is null ? defaults.On : Words(fields["on"], "on", KnownNames.Occasions, scan),
            Severity = Words(fields["severity"], "severity", KnownNames.Severities, scan) is [var severity] ? severity : defaults.Severity,
            Targets = Words(fields["targets"], "targets", targets, scan),
            Branches = Texts(fields["branches"], "branches", scan),
            Window = scan.Value<TimeSpan>(fields["window"], "window", DurationText.TryParse, scan.Texts.BadDuration) ?? defaults.Window,
        };
    }

    private static List<string> Words(Node? node, string key, IReadOnlyList<string> known, ConfigurationScan scan)
    {
        List<string> words = [];
        foreach (Node item in node is SequenceNode list ? list.Items : node is null ? [] : [node])
        {
            if (scan.FinalText(item, key) is not { } word)
            {
                continue;
            }

            if (!known.Contains(word, StringComparer.Ordinal))
            {
                scan.Error(item, scan.Texts.UnknownName(key, ((ScalarNode)item).Value, Nearest.To(word, known), known));
            }
            else
            {
                words.Add(word);
            }
        }

        return words;
    }

    private static IReadOnlyList<string> Texts(Node? node, string key, ConfigurationScan scan) =>
        [.. (node is SequenceNode list ? list.Items : node is null ? [] : [node]).Select(item => scan.FinalText(item, key)).OfType<string>()];

    /// <summary>Enough to tell an address from something else: who has it is for the mail server to say.</summary>
    internal static bool IsMailAddress(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) > 0 && text.LastIndexOf('@') < text.Length - 1 && !text.Any(sign => char.IsControl(sign) || sign is ',' or ';');
}
