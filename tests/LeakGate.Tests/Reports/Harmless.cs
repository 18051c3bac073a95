using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;

namespace LeakGate.Tests.Reports;

/// <summary>What a picture or page may hold: no script, nothing that acts, nothing from elsewhere.</summary>
internal static partial class Harmless
{
    private static readonly string[] Elements =
    [
        "svg", "title", "desc", "style", "rect", "line", "path", "polygon", "circle", "text",
        "html", "head", "meta", "body", "table", "thead", "tbody", "tr", "th", "td", "p",
    ];

    private static readonly string[] Attributes =
    [
        "xmlns", "viewBox", "width", "height", "role", "class", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "d", "points", "text-anchor",
        "lang", "charset", "http-equiv", "content",
    ];

    public static void Picture(string text, string place) => Check(XDocument.Parse(text), place);

    public static void Page(string text, string place) => Check(XDocument.Parse(text), place);

    public static void Fragment(string text, string place) => Check(XDocument.Parse($"<body>{text}</body>"), place);

    private static void Check(XDocument document, string place)
    {
        foreach (var element in document.Descendants())
        {
            Elements.ShouldContain(element.Name.LocalName, place);
            foreach (var attribute in element.Attributes())
            {
                Attributes.ShouldContain(attribute.Name.LocalName, place);
            }
        }

        foreach (var text in document.DescendantNodes().OfType<XText>().Where(text => text.Parent!.Name.LocalName != "style"))
        {
            Unsafe().IsMatch(text.Value).ShouldBeFalse($"{place}: control or direction character");
            text.Value.Length.ShouldBeLessThan(2100, place);
        }
    }

    [GeneratedRegex("[\\u0000-\\u0008\\u000b-\\u001f\\u007f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unsafe();
}
