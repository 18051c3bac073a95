using System.Text;
using System.Text.Json.Nodes;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Runs;
using LeakGate.Runs.Plans;

namespace LeakGate.Reports.Channels.Telegram;

/// <summary>Telegram, by a bot. The address holds its token, so it is never shown. https://core.telegram.org/bots/api#sendmessage</summary>
internal sealed class TelegramChannel : IChannel
{
    private const string Api = "https://api.telegram.org";

    public string Name => "telegram";

    public Outgoing Compose(RunMessage message, ChannelContext context)
    {
        JsonObject payload = new()
        {
            ["chat_id"] = context.Plan.Setting("chat")!.Reveal(),
            ["text"] = TelegramHtml.Of(message),
            ["parse_mode"] = "HTML",
            ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
        };
        if (message.Link is { } link)
        {
            payload["reply_markup"] = new JsonObject
            {
                ["inline_keyboard"] = new JsonArray(new JsonArray(new JsonObject { ["text"] = message.LinkText, ["url"] = link.AbsoluteUri })),
            };
        }

        return new Outgoing($"POST {Base(context.Plan)}/bot{Secret.Mask}/sendMessage", payload.ToJsonString(RunJson.Indented));
    }

    public async Task<Delivered> SendAsync(Outgoing outgoing, ChannelContext context, CancellationToken cancel)
    {
        var address = new Uri($"{Base(context.Plan)}/bot{context.Plan.Setting("token")!.Reveal()}/sendMessage");
        var (_, attempts) = await context.Http.SendAsync(new HttpCall(HttpMethod.Post, address, Encoding.UTF8.GetBytes(outgoing.Text)), context.Plan.Timeout, cancel);
        return new Delivered(attempts);
    }

    private static string Base(NotifyPlan plan) => (plan.Setting("api_url")?.Reveal() ?? Api).TrimEnd('/');
}
