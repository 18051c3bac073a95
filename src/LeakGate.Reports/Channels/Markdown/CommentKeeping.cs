using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Runs;

namespace LeakGate.Reports.Channels.Markdown;

/// <summary>Keeps one comment: finds its own by the marker and changes it, or makes it.</summary>
/// <param name="list">Where the comments are listed, and new ones posted.</param>
/// <param name="one">Where a comment is changed, by its id.</param>
/// <param name="change">The method that changes it.</param>
/// <param name="headers">Log-in.</param>
internal sealed class CommentKeeping(Uri list, Func<long, Uri> one, HttpMethod change, IReadOnlyList<(string Name, string Value)> headers)
{
    /// <summary>Most pages of a hundred comments that are looked through.</summary>
    private const int MostPages = 20;

    public async Task<Delivered> KeepAsync(string markdown, ChannelContext context, CancellationToken cancel)
    {
        var own = await OwnAsync(context, cancel);
        if (own is null && context.OnlyUpdate)
        {
            return new Delivered(1);
        }

        var body = Encoding.UTF8.GetBytes(new JsonObject { ["body"] = markdown }.ToJsonString(RunJson.Line));
        var call = own is { } id ? new HttpCall(change, one(id), body) : new HttpCall(HttpMethod.Post, list, body);
        var (_, attempts) = await context.Http.SendAsync(call with { Headers = headers }, context.Plan.Timeout, cancel);
        return new Delivered(attempts);
    }

    private async Task<long?> OwnAsync(ChannelContext context, CancellationToken cancel)
    {
        Uri? page = new(list.AbsoluteUri + "?per_page=100");
        for (var pages = 0; page is not null && pages < MostPages; pages++)
        {
            var (answer, _) = await context.Http.SendAsync(new HttpCall(HttpMethod.Get, page) { Headers = headers }, context.Plan.Timeout, cancel);
            foreach (var comment in Comments(answer.Body))
            {
                if (comment?["body"]?.GetValue<string>().StartsWith(MessageMarkdown.Marker, StringComparison.Ordinal) == true && comment["id"] is { } id)
                {
                    return id.GetValue<long>();
                }
            }

            page = answer.NextPage;
        }

        return null;
    }

    private static JsonArray Comments(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonArray ?? throw new DeliveryException("the answer is no list of comments");
        }
        catch (JsonException fault)
        {
            throw new DeliveryException("the answer is no list of comments", fault);
        }
    }
}
