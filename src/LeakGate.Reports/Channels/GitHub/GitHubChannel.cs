using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Channels.Markdown;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Channels.GitHub;

/// <summary>One comment of a pull request, changed by each run. https://docs.github.com/rest/issues/comments</summary>
internal sealed class GitHubChannel : IChannel
{
    public string Name => "github";

    public bool KeepsOne => true;

    public string? Absent(ChannelContext context) =>
        Repository(context) is null || PullRequest(context) is null ? context.Language.Pick("no pull request here", "здесь нет запроса на слияние") : null;

    public Outgoing Compose(RunMessage message, ChannelContext context) => new($"POST {List(context)}", MessageMarkdown.Of(message));

    public async Task<Delivered> SendAsync(Outgoing outgoing, ChannelContext context, CancellationToken cancel)
    {
        var token = context.Plan.Setting("token")?.Reveal() ?? context.Environment("GITHUB_TOKEN")
            ?? throw new DeliveryException("no token: set `token` or GITHUB_TOKEN");
        return await new CommentKeeping(
            List(context),
            id => new Uri(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Repositories(context)}/issues/comments/{id}")),
            HttpMethod.Patch,
            [("Authorization", "Bearer " + token), ("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28")]).KeepAsync(outgoing.Text, context, cancel);
    }

    private static Uri List(ChannelContext context) => new($"{Repositories(context)}/issues/{PullRequest(context)}/comments");

    private static string Repositories(ChannelContext context) =>
        $"{(context.Plan.Setting("api_url")?.Reveal() ?? context.Environment("GITHUB_API_URL") ?? "https://api.github.com").TrimEnd('/')}/repos/{Repository(context)}";

    private static string? Repository(ChannelContext context)
    {
        var name = context.Plan.Setting("repository")?.Reveal() ?? context.Environment("GITHUB_REPOSITORY");
        return name?.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } repository] ? $"{Uri.EscapeDataString(owner)}/{Uri.EscapeDataString(repository)}" : null;
    }

    /// <summary>GitHub's reference of a pull request is <c>refs/pull/NUMBER/merge</c>.</summary>
    private static string? PullRequest(ChannelContext context)
    {
        var number = context.Plan.Setting("pull_request")?.Reveal()
            ?? (context.Environment("GITHUB_REF")?.Split('/') is ["refs", "pull", var found, ..] ? found : null);
        return number is { Length: > 0 } && number.All(char.IsAsciiDigit) ? number : null;
    }
}
