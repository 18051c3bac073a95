using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Channels.Markdown;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Channels.GitLab;

/// <summary>One note of a merge request, changed by each run. https://docs.gitlab.com/api/notes/#merge-requests</summary>
internal sealed class GitLabChannel : IChannel
{
    public string Name => "gitlab";

    public bool KeepsOne => true;

    public string? Absent(ChannelContext context) =>
        Project(context) is null || MergeRequest(context) is null ? context.Language.Pick("no merge request here", "здесь нет запроса на слияние") : null;

    public Outgoing Compose(RunMessage message, ChannelContext context) => new($"POST {List(context)}", MessageMarkdown.Of(message));

    public async Task<Delivered> SendAsync(Outgoing outgoing, ChannelContext context, CancellationToken cancel)
    {
        var token = context.Plan.Setting("token")?.Reveal() ?? context.Environment("GITLAB_TOKEN")
            ?? throw new DeliveryException("no token: set `token` or GITLAB_TOKEN");
        return await new CommentKeeping(
            List(context),
            id => new Uri(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{List(context)}/{id}")),
            HttpMethod.Put,
            [("PRIVATE-TOKEN", token)]).KeepAsync(outgoing.Text, context, cancel);
    }

    private static Uri List(ChannelContext context)
    {
        var api = (context.Plan.Setting("api_url")?.Reveal() ?? context.Environment("CI_API_V4_URL") ?? "https://gitlab.com/api/v4").TrimEnd('/');
        return new Uri($"{api}/projects/{Uri.EscapeDataString(Project(context)!)}/merge_requests/{MergeRequest(context)}/notes");
    }

    private static string? Project(ChannelContext context) =>
        (context.Plan.Setting("project")?.Reveal() ?? context.Environment("CI_PROJECT_ID")) is { Length: > 0 } project ? project : null;

    private static string? MergeRequest(ChannelContext context)
    {
        var number = context.Plan.Setting("merge_request")?.Reveal() ?? context.Environment("CI_MERGE_REQUEST_IID");
        return number is { Length: > 0 } && number.All(char.IsAsciiDigit) ? number : null;
    }
}
