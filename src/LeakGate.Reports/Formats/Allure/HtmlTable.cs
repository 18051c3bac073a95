using System.Xml.Linq;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>A table as a page of its own, which is XML too: no script, nothing from the network, every text made harmless.</summary>
internal static class HtmlTable
{
    private const string Style = """
        body{margin:16px;font:13px Inter,"Segoe UI",Arial,sans-serif;background:#fff;color:#1a1c1f;font-variant-numeric:tabular-nums}
        table{border-collapse:collapse}th,td{padding:4px 12px 4px 0;border-bottom:1px solid #e3e2dc;text-align:right;vertical-align:top}
        th{color:#656a72;font-weight:400}th:first-child,td:first-child{text-align:left;overflow-wrap:anywhere;min-width:9em}
        @media (prefers-color-scheme:dark){body{background:#181b1e;color:#eaebe7}th,td{border-color:#292d31}th{color:#949aa2}}
        """;

    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    public static string Of(string title, Language language, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows) => "<!DOCTYPE html>\n" + new XElement(
        Html + "html",
        new XAttribute("lang", language.Pick("en", "ru")),
        new XElement(
            Html + "head",
            new XElement(Html + "meta", new XAttribute("charset", "utf-8")),
            new XElement(Html + "meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", "default-src 'none'; style-src 'unsafe-inline'")),
            new XElement(Html + "title", SafeText.Of(title)),
            new XElement(Html + "style", "\n" + Style + "\n")),
        new XElement(
            Html + "body",
            new XElement(
                Html + "table",
                new XElement(Html + "thead", Row("th", heads)),
                new XElement(Html + "tbody", rows.Select(row => Row("td", row)))))) + "\n";

    /// <summary>Paragraphs within a page of somebody else's.</summary>
    public static string Paragraphs(IEnumerable<string> lines) =>
        string.Concat(lines.Select(line => new XElement("p", SafeText.Of(line)).ToString(SaveOptions.DisableFormatting)));

    private static XElement Row(string cell, IReadOnlyList<string> cells) => new(Html + "tr", cells.Select(text => new XElement(Html + cell, SafeText.Of(text))));
}
