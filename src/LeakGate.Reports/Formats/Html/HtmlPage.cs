using System.Net;
using System.Text;
using System.Text.Json;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Runs.Viewing;

namespace LeakGate.Reports.Formats.Html;

/// <summary>The page around the viewer: policy, style, data, script. Without scripts it still tells the verdicts.</summary>
internal static class HtmlPage
{
    public static string Of(ReportDocument document, ReportInput input)
    {
        var bundle = ViewerBundle.Built;
        var sentences = input.Targets.Select(target => TextColumns.Plain(VerdictSentence.Of(target.Verdict, input.Language).ToString())).ToList();
        var told = string.Concat(sentences.Select(sentence => $"<p>{WebUtility.HtmlEncode(sentence)}</p>"));
        return new StringBuilder(bundle.Script.Length + bundle.Style.Length + 4096)
            .Append("<!doctype html>\n<html lang=\"").Append(input.Language.Pick("en", "ru")).Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(bundle.Policy).Append("\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append("<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n<title>")
            .Append(WebUtility.HtmlEncode(sentences[0])).Append("</title>\n<style>").Append(bundle.Style).Append("</style>\n</head>\n<body>\n<div id=\"viewer\"></div>\n<noscript>")
            .Append(told).Append("<p>").Append(input.Language.Pick("Curves and tables need scripts.", "Для кривых и таблиц нужны скрипты.")).Append("</p></noscript>\n")
            .Append("<script type=\"application/json\" id=\"document\">").Append(Inlined(document)).Append("</script>\n<script>")
            .Append(bundle.Script).Append("</script>\n</body>\n</html>\n")
            .ToString();
    }

    /// <summary>No text of a target can end the element: <c>&lt;</c> never stands in it.</summary>
    private static string Inlined(ReportDocument document) =>
        JsonSerializer.Serialize(document, RunJson.Line).Replace("<", "\\u003c", StringComparison.Ordinal);
}
