using LeakGate.Reports.Channels.GitHub;
using LeakGate.Reports.Channels.GitLab;
using LeakGate.Reports.Channels.Mail;
using LeakGate.Reports.Channels.Slack;
using LeakGate.Reports.Channels.Teams;
using LeakGate.Reports.Channels.Telegram;
using LeakGate.Reports.Channels.Webhook;

namespace LeakGate.Reports.Channels;

/// <summary>Every channel, one line each; <c>KnownNames.Channels</c> lists the same names, which a test checks.</summary>
public static class ChannelList
{
    /// <summary>All channels.</summary>
    public static IReadOnlyList<IChannel> All { get; } =
        [new SlackChannel(), new TeamsChannel(), new MailChannel(), new TelegramChannel(), new WebhookChannel(), new GitHubChannel(), new GitLabChannel()];

    /// <summary>The channel of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IChannel Named(string name) =>
        All.FirstOrDefault(channel => channel.Name == name) ?? throw new ArgumentException($"There is no channel {name}.", nameof(name));
}
