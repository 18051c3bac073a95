using System.Globalization;
using System.Text;
using System.Xml.Linq;
using LeakGate.Reports.Wording;

namespace LeakGate.Reports.Charts;

/// <summary>A picture that grows mark by mark and is written as SVG. Text is made harmless here, so no caller can forget to.</summary>
internal sealed class SvgDrawing
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly XElement _root;

    /// <summary>An empty picture.</summary>
    /// <param name="width">Width, pixels.</param>
    /// <param name="height">Height, pixels.</param>
    /// <param name="title">Name of the picture.</param>
    /// <param name="result">What it shows, for who can't see it.</param>
    public SvgDrawing(int width, int height, string title, string result)
    {
        _root = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Text(width)} {Text(height)}"),
            new XAttribute("width", Text(width)),
            new XAttribute("height", Text(height)),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", SafeText.Of(title)),
            new XElement(Svg + "desc", SafeText.Of(result)),
            new XElement(Svg + "style", "\n" + ChartColours.Css + "\n"));
        Box(0, 0, width, height, "surface");
    }

    public void Box(double x, double y, double width, double height, string look) => Add(
        "rect", look, ("x", Text(x)), ("y", Text(y)), ("width", Text(Math.Max(0, width))), ("height", Text(Math.Max(0, height))));

    public void Line(double x1, double y1, double x2, double y2, string look) =>
        Add("line", look, ("x1", Text(x1)), ("y1", Text(y1)), ("x2", Text(x2)), ("y2", Text(y2)));

    /// <summary>A line through points; a gap (no number) breaks it, and a point between two gaps is drawn as a dot.</summary>
    public void Curve(IEnumerable<(double X, double Y)> points, string look)
    {
        var path = new StringBuilder();
        var begun = 0;
        (double X, double Y) last = default;
        foreach (var point in points.Append((double.NaN, double.NaN)))
        {
            if (double.IsFinite(point.Item1) && double.IsFinite(point.Item2))
            {
                path.Append(begun++ == 0 ? 'M' : 'L').Append(Text(point.Item1)).Append(' ').Append(Text(point.Item2));
                last = point;
                continue;
            }

            if (begun == 1)
            {
                path.Append('L').Append(Text(last.X + 1)).Append(' ').Append(Text(last.Y));
            }

            begun = 0;
        }

        if (path.Length > 0)
        {
            Add("path", look, ("d", path.ToString()));
        }
    }

    public void Area(IEnumerable<(double X, double Y)> corners, string look) =>
        Add("polygon", look, ("points", string.Join(' ', corners.Select(corner => $"{Text(corner.X)},{Text(corner.Y)}"))));

    /// <summary>One reading: a triangle of a leaking run, else a disc; a square where a request ran alone.</summary>
    public void Point(double x, double y, PointShape shape, string look)
    {
        switch (shape)
        {
            case PointShape.Disc:
                Add("circle", look, ("cx", Text(x)), ("cy", Text(y)), ("r", "3.5"));
                break;
            case PointShape.Square:
                Box(x - 3, y - 3, 6, 6, look);
                break;
            default:
                Area([(x, y - 4.5), (x + 4.5, y + 3.5), (x - 4.5, y + 3.5)], look);
                break;
        }
    }

    public void Words(double x, double y, string text, string look, string anchor = "start") =>
        _root.Add(Element("text", look, ("x", Text(x)), ("y", Text(y)), ("text-anchor", anchor)).WithText(SafeText.Of(text)));

    /// <summary>Pixels that a text takes at most; fonts differ, so the widest of those named in the style is counted.</summary>
    public static double Width(string text, double size = 11) => TextColumns.Width(text) * size * 0.64;

    /// <inheritdoc />
    public override string ToString() => _root.ToString() + "\n";

    private void Add(string name, string look, params ReadOnlySpan<(string Name, string Value)> values) => _root.Add(Element(name, look, values));

    private static XElement Element(string name, string look, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var element = new XElement(Svg + name, new XAttribute("class", look));
        foreach (var (key, value) in values)
        {
            element.SetAttributeValue(key, value);
        }

        return element;
    }

    private static string Text(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>How a reading is marked.</summary>
internal enum PointShape
{
    /// <summary>Of a run that does not leak.</summary>
    Disc,

    /// <summary>Of a run that leaks.</summary>
    Triangle,

    /// <summary>Of a request that ran alone.</summary>
    Square,
}

file static class ElementText
{
    public static XElement WithText(this XElement element, string text)
    {
        element.Add(new XText(text));
        return element;
    }
}
