using System.Globalization;
using System.Net;
using System.Text;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Channels.Mail;

/// <summary>
/// The message as HTML that mail programs show: tables, styles on the elements, no script, nothing from the network. The chart comes with the mail.
/// </summary>
internal static class MailHtml
{
    /// <summary>Most characters; Gmail cuts a mail at 102 KB.</summary>
    public const int MostCharacters = 90_000;

    /// <summary>By this the mail's own picture is shown.</summary>
    public const string ChartId = "chart@leakgate";

    private const string Font = "font-family:'Segoe UI',Inter,Arial,sans-serif";
    private const string Muted = "color:#5c6169";

    public static string Of(RunMessage message, string? chartTitle) => Shortening.ToFit(message, cut => Compose(cut, chartTitle), html => html.Length <= MostCharacters);

    private static string Compose(RunMessage message, string? chartTitle)
    {
        var words = new MessageWords(message.Language);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{message.Language.Pick("en", "ru")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Encode(message.Headline)}</title><style>@media (max-width:480px){{.curve{{display:none}}}}</style></head>\n");
        html.Append(CultureInfo.InvariantCulture, $"<body style=\"margin:0;padding:24px 12px;background:#f4f4f1;{Font};color:#1a1c1f\">\n<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr><td align=\"center\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<table role=\"presentation\" width=\"640\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:640px;width:100%;background:#ffffff;border-top:4px solid {Colour(message.Mood)}\"><tr><td style=\"padding:24px;{Font};font-size:14px;line-height:1.5\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1 style=\"margin:0 0 8px;font-size:20px;line-height:1.3\">{Encode(message.Headline)}</h1>\n");
        foreach (var sentence in message.Sentences)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 8px\">{Encode(sentence)}</p>\n");
        }

        if (message.Link is { } link)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:16px 0\"><a href=\"{Encode(link.AbsoluteUri)}\" style=\"display:inline-block;padding:8px 16px;background:#1f5fa8;color:#ffffff;text-decoration:none\">{Encode(message.LinkText)}</a></p>\n");
        }

        Targets(html, message, words);
        if (chartTitle is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:16px 0 4px;{Muted}\">{Encode(words.ChartOf(chartTitle))}</p><img src=\"cid:{ChartId}\" alt=\"{Encode(chartTitle)}\" width=\"592\" style=\"max-width:100%;height:auto;border:0\">\n");
        }

        foreach (var finding in message.Findings)
        {
            Finding(html, finding);
        }

        Line(html, message.MoreFindings > 0, words.MoreFindings(message.MoreFindings));
        if (message.Counted.Count > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"margin:24px 0 4px;font-size:15px\">{Encode(words.Counted)}</h2>\n<ul style=\"margin:0;padding-left:20px\">{string.Concat(message.Counted.Select(line => $"<li>{Encode(line)}</li>"))}</ul>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:24px 0 0;font-size:12px;{Muted}\">{string.Join(" · ", message.Facts.Select(fact => $"{Encode(fact.Label)}: {Encode(fact.Value)}").Append(Encode(message.Signature)))}</p>\n");
        return html.Append("</td></tr></table>\n</td></tr></table></body></html>\n").ToString();
    }

    private static void Targets(StringBuilder html, RunMessage message, MessageWords words)
    {
        if (message.Targets.Count == 0)
        {
            return;
        }

        html.Append("<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:16px 0 0;border-collapse:collapse;font-size:13px\"><tr>");
        html.Append(string.Concat(message.TargetHeads.Select((head, column) => $"<th{Curve(column)} align=\"left\" style=\"padding:4px 8px 4px 0;border-bottom:1px solid #d9d8d2;font-weight:400;{Muted}\">{Encode(head)}</th>"))).Append("</tr>\n");
        foreach (var target in message.Targets)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr>{string.Concat(target.Cells.Select(Cell))}</tr>\n");
        }

        html.Append("</table>\n");
        Line(html, message.MoreTargets > 0, words.MoreTargets(message.MoreTargets));
    }

    /// <summary>The curve stays on one line; all else may break, at spaces where there are any.</summary>
    private static string Cell(string text, int column) =>
        $"<td{Curve(column)} valign=\"top\" style=\"padding:4px 8px 4px 0;border-bottom:1px solid #ecebe6;{(column == 4 ? "white-space:nowrap;font-size:9px" : "overflow-wrap:break-word")}\">{Encode(text)}</td>";

    /// <summary>A phone has no room for it; the chart is below.</summary>
    private static string Curve(int column) => column == 4 ? " class=\"curve\"" : "";

    private static void Finding(StringBuilder html, MessageFinding finding)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"margin:24px 0 4px;font-size:15px\">{Encode(finding.Heading)} – {Encode(finding.Target)}</h2>\n<table cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse;font-size:13px\">\n");
        foreach (var fact in finding.All)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td valign=\"top\" style=\"padding:2px 12px 2px 0;white-space:nowrap;{Muted}\">{Encode(fact.Label)}</td><td style=\"padding:2px 0;overflow-wrap:anywhere\">{Encode(fact.Value)}</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static void Line(StringBuilder html, bool needed, string text)
    {
        if (needed)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:8px 0;{Muted}\">{Encode(text)}</p>\n");
        }
    }

    private static string Colour(string mood) => mood switch
    {
        "leak" or "failed" => "#b3261e",
        "regression" or "inconclusive" => "#a86a00",
        "recovered" or "clean" => "#2e7d32",
        _ => "#1f5fa8",
    };

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
