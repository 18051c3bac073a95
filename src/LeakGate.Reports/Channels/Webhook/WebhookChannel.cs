using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Runs;

namespace LeakGate.Reports.Channels.Webhook;

/// <summary>Any web service: the verdict documents as JSON, signed by HMAC-SHA256 over the body (RFC 2104) where there is a secret.</summary>
internal sealed class WebhookChannel : IChannel
{
    /// <summary>Header with <c>sha256=</c> and the signature in small hexadecimal digits.</summary>
    public const string SignatureHeader = "X-LeakGate-Signature-256";

    /// <summary>Most bytes; most servers take a mebibyte.</summary>
    public const int MostBytes = 1024 * 1024;

    public string Name => "webhook";

    public Outgoing Compose(RunMessage message, ChannelContext context)
    {
        var document = new WebhookDocument
        {
            Sent = context.Now,
            Occasions = context.Occasions,
            RunId = context.RunId,
            Branch = context.Branch,
            Commit = context.Commit,
            Headline = message.Headline,
            ReportUrl = message.Link?.AbsoluteUri,
            Targets = [.. context.Targets.Select(target => target.Verdict)],
        };
        return new Outgoing("POST " + Redaction.Address(Address(context)), Fitting(document));
    }

    public async Task<Delivered> SendAsync(Outgoing outgoing, ChannelContext context, CancellationToken cancel)
    {
        var body = Encoding.UTF8.GetBytes(outgoing.Text);
        List<(string, string)> headers = [("X-LeakGate-Event", context.Occasions.Contains("test", StringComparer.Ordinal) ? "test" : "run"), ("X-LeakGate-Delivery", $"{context.RunId}:{Name}")];
        if (context.Plan.Setting("secret") is { } secret)
        {
            headers.Add((SignatureHeader, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), body))));
        }

        var (_, attempts) = await context.Http.SendAsync(new HttpCall(HttpMethod.Post, Address(context), body) { Headers = headers }, context.Plan.Timeout, cancel);
        return new Delivered(attempts);
    }

    private static Uri Address(ChannelContext context) => new(context.Plan.Setting("url")!.Reveal());

    private static string Fitting(WebhookDocument document)
    {
        WebhookDocument[] forms =
        [
            document,
            document with { LeftOut = ["explanation"], Targets = [.. document.Targets.Select(WithoutExplanation)] },
            document with { LeftOut = ["explanation", "evidence", "requests", "measurement"], Targets = [.. document.Targets.Select(WithoutExplanation).Select(WithoutEvidence)] },
            document with { LeftOut = ["targets"], Targets = [] },
        ];
        return forms.Select(form => JsonSerializer.Serialize(form, RunJson.Indented)).First(json => Encoding.UTF8.GetByteCount(json) <= MostBytes);
    }

    private static VerdictDocument WithoutExplanation(VerdictDocument verdict) =>
        verdict with { Resources = [.. verdict.Resources.Select(resource => resource with { Explanation = null })], LastOutput = null };

    private static VerdictDocument WithoutEvidence(VerdictDocument verdict) =>
        verdict with { Measurement = [], Findings = [.. verdict.Findings.Select(finding => finding with { Evidence = [], Requests = [.. finding.Requests.Take(1)] })] };
}
