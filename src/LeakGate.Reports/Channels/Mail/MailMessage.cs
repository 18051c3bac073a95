using System.Globalization;
using System.Text;
using LeakGate.Reports.Channels.Messages;
using MimeKit;
using MimeKit.Utils;

namespace LeakGate.Reports.Channels.Mail;

/// <summary>The mail as a whole: HTML with its plain-text twin, the chart in it, the report beside it where it is small.</summary>
internal static class MailMessage
{
    /// <summary>Most bytes of a report that goes along; larger ones many servers refuse.</summary>
    public const int MostReportBytes = 2 * 1024 * 1024;

    public static MimeMessage Of(RunMessage message, ChannelContext context)
    {
        var plan = context.Plan;
        var mail = new MimeMessage { Subject = "[LeakGate] " + message.Headline, Date = context.Now };
        mail.From.Add(new MailboxAddress("LeakGate", (plan.Setting("from") ?? plan.Setting("username"))!.Reveal()));
        mail.To.AddRange(plan.Settings["to"].Select(address => new MailboxAddress(null, address.Reveal())));

        // One thread per target and branch would need what was sent before; the mark lets people filter.
        mail.Headers.Add("X-LeakGate-Run", context.RunId.Length > 0 ? context.RunId : "test");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.MessageId = MimeUtils.GenerateMessageId("leakgate.invalid");
        var body = new BodyBuilder { TextBody = MailText.Of(message), HtmlBody = MailHtml.Of(message, context.Picture?.Title) };
        if (context.Picture is { } picture)
        {
            var image = body.LinkedResources.Add("chart.png", picture.Png.ToArray(), new ContentType("image", "png"));
            image.ContentId = MailHtml.ChartId;
        }

        if (context.Report is { Length: <= MostReportBytes } report)
        {
            body.Attachments.Add("leakgate-report.html", report.ToArray(), new ContentType("text", "html") { Charset = "utf-8" });
        }

        mail.Body = body.ToMessageBody();
        return mail;
    }

    /// <summary>The mail for people: its headers, both texts whole, of pictures and files their names and sizes.</summary>
    public static string Shown(MimeMessage mail)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"From: {mail.From}\nTo: {mail.To}\nSubject: {mail.Subject}\n\n{mail.TextBody}\n--- HTML ---\n{mail.HtmlBody}");
        foreach (var part in mail.BodyParts.OfType<MimePart>().Where(part => part is not TextPart || part.IsAttachment))
        {
            using var content = new MemoryStream();
            part.Content?.DecodeTo(content);
            text.Append(CultureInfo.InvariantCulture, $"--- {part.FileName} ({part.ContentType.MimeType}, {content.Length} bytes) ---\n");
        }

        return text.Replace("\r\n", "\n").ToString();
    }
}
