using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Plans;

namespace LeakGate.Reports.Channels.Slack;

/// <summary>Slack: by an incoming webhook, or by a bot, which also puts the chart into the thread. https://api.slack.com/messaging/webhooks</summary>
internal sealed class SlackChannel : IChannel
{
    private const string Api = "https://slack.com/api";

    public string Name => "slack";

    public Outgoing Compose(RunMessage message, ChannelContext context)
    {
        var payload = SlackBlocks.Of(message);
        if (context.Plan.Setting("token") is null)
        {
            return new Outgoing("POST " + Redaction.Address(new Uri(context.Plan.Setting("webhook")!.Reveal())), payload.ToJsonString(RunJson.Indented));
        }

        payload["channel"] = context.Plan.Setting("channel")!.Reveal();
        return new Outgoing($"POST {Method(context.Plan, "chat.postMessage")}", payload.ToJsonString(RunJson.Indented));
    }

    public async Task<Delivered> SendAsync(Outgoing outgoing, ChannelContext context, CancellationToken cancel)
    {
        var plan = context.Plan;
        var body = Encoding.UTF8.GetBytes(outgoing.Text);
        if (plan.Setting("token") is not { } token)
        {
            var (_, attempts) = await context.Http.SendAsync(new HttpCall(HttpMethod.Post, new Uri(plan.Setting("webhook")!.Reveal()), body), plan.Timeout, cancel);
            return new Delivered(attempts);
        }

        var (posted, tried) = await CallAsync("chat.postMessage", body, "application/json; charset=utf-8");
        return new Delivered(tried, await PictureAsync(posted));

        async Task<(JsonNode Answer, int Attempts)> CallAsync(string method, byte[] content, string type)
        {
            var call = new HttpCall(HttpMethod.Post, Method(plan, method), content) { ContentType = type, Headers = [("Authorization", "Bearer " + token.Reveal())] };
            var (answer, count) = await context.Http.SendAsync(call, plan.Timeout, cancel);
            var told = Parsed(answer.Body, method);
            return told["ok"]?.GetValue<bool>() == true ? (told, count) : throw new DeliveryException($"{method}: {SafeText.Of(told["error"]?.ToString())}") { Attempts = count };
        }

        // https://api.slack.com/messaging/files#uploading_files. The message is there already: a picture that fails is only told.
        async Task<string?> PictureAsync(JsonNode message)
        {
            if (context.Picture is not { } picture)
            {
                return null;
            }

            try
            {
                var length = picture.Png.Length.ToString(CultureInfo.InvariantCulture);
                var (place, _) = await CallAsync("files.getUploadURLExternal", Encoding.UTF8.GetBytes($"filename=leakgate.png&length={length}"), "application/x-www-form-urlencoded");
                await context.Http.SendAsync(
                    new HttpCall(HttpMethod.Post, new Uri(place["upload_url"]!.GetValue<string>()), picture.Png) { ContentType = "application/octet-stream" }, plan.Timeout, cancel);
                var complete = new JsonObject
                {
                    ["files"] = new JsonArray(new JsonObject { ["id"] = place["file_id"]?.DeepClone(), ["title"] = picture.Title }),
                    ["channel_id"] = message["channel"]?.DeepClone() ?? plan.Setting("channel")!.Reveal(),
                    ["thread_ts"] = message["ts"]?.DeepClone(),
                };
                await CallAsync("files.completeUploadExternal", Encoding.UTF8.GetBytes(complete.ToJsonString(RunJson.Line)), "application/json; charset=utf-8");
                return null;
            }
            catch (DeliveryException fault)
            {
                return $"the chart could not be added: {fault.Message}";
            }
        }
    }

    private static JsonNode Parsed(string body, string method)
    {
        try
        {
            return JsonNode.Parse(body) ?? throw new DeliveryException($"{method}: an empty answer");
        }
        catch (JsonException fault)
        {
            throw new DeliveryException($"{method}: the answer is no JSON", fault);
        }
    }

    private static Uri Method(NotifyPlan plan, string method) => new($"{(plan.Setting("api_url")?.Reveal() ?? Api).TrimEnd('/')}/{method}");
}
