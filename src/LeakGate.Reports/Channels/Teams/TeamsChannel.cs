using System.Text;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Runs;

namespace LeakGate.Reports.Channels.Teams;

/// <summary>Microsoft Teams, by the webhook of a workflow ("Post to a channel when a webhook request is received").</summary>
internal sealed class TeamsChannel : IChannel
{
    public string Name => "teams";

    public Outgoing Compose(RunMessage message, ChannelContext context) => new(
        "POST " + Redaction.Address(new Uri(context.Plan.Setting("webhook")!.Reveal())), TeamsCard.Of(message).ToJsonString(RunJson.Line));

    public async Task<Delivered> SendAsync(Outgoing outgoing, ChannelContext context, CancellationToken cancel)
    {
        var call = new HttpCall(HttpMethod.Post, new Uri(context.Plan.Setting("webhook")!.Reveal()), Encoding.UTF8.GetBytes(outgoing.Text));
        var (_, attempts) = await context.Http.SendAsync(call, context.Plan.Timeout, cancel);
        return new Delivered(attempts);
    }
}
