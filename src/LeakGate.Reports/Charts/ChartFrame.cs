using LeakGate.Reports.Wording;

namespace LeakGate.Reports.Charts;

/// <summary>What all charts share: the heading, the legend above the plot, the axes around it.</summary>
internal sealed class ChartFrame
{
    /// <summary>Width of every chart, pixels.</summary>
    public const int Width = 800;

    /// <summary>Right end of the plot.</summary>
    public const int Right = Width - 24;

    private const int Margin = 16;
    private const int LineHeight = 20;
    private readonly int _height;

    /// <summary>Draws the heading and the legend.</summary>
    /// <param name="height">Height of the whole picture.</param>
    /// <param name="title">Heading, with the unit.</param>
    /// <param name="result">What the chart shows, in one sentence that is also printed under the heading.</param>
    /// <param name="legend">What each mark means.</param>
    public ChartFrame(int height, string title, string result, IReadOnlyList<LegendEntry> legend)
    {
        _height = height;
        Drawing = new SvgDrawing(Width, height, title, result);
        Drawing.Words(Margin, 28, Cut(title, 16, Width - (2 * Margin)), "title");
        Drawing.Words(Margin, 48, Cut(result, 12, Width - (2 * Margin)), "label");
        Top = Legend(legend) + 20;
    }

    public SvgDrawing Drawing { get; }

    /// <summary>Left end of the plot.</summary>
    public static int Left => 72;

    /// <summary>Upper end of the plot, below the legend.</summary>
    public double Top { get; }

    /// <summary>Lower end of the plot.</summary>
    public double Bottom => _height - 44;

    /// <summary>As much of a text as fits into so many pixels.</summary>
    public static string Cut(string text, double size, double pixels) => TextColumns.Fit(SafeText.Of(text), (int)(pixels / (size * 0.64)));

    /// <summary>Value axis with hairlines over the plot.</summary>
    public void Upright(AxisScale scale, Func<double, string> label)
    {
        foreach (var tick in scale.Ticks())
        {
            Drawing.Line(Left, scale.At(tick), Right, scale.At(tick), "grid");
            Drawing.Words(Left - 8, scale.At(tick) + 4, label(tick), "note", "end");
        }
    }

    /// <summary>The axis below the plot: ticks whose labels would touch the one before go unlabelled.</summary>
    public void Level(AxisScale scale, Func<double, string> label, string name)
    {
        Drawing.Line(Left, Bottom, Right, Bottom, "axis");
        var free = double.NegativeInfinity;
        foreach (var tick in scale.Ticks())
        {
            var (x, text) = (scale.At(tick), label(tick));
            var half = SvgDrawing.Width(text) / 2;
            Drawing.Line(x, Bottom, x, Bottom + 4, "axis");
            if (x - half > free)
            {
                Drawing.Words(x, Bottom + 17, text, "note", "middle");
                free = x + half + 8;
            }
        }

        Drawing.Words(Right, Bottom + 34, name, "note", "end");
    }

    /// <summary>In place of data: axes that stand, and a sentence that says why nothing is on them.</summary>
    public void Empty(string why)
    {
        Drawing.Line(Left, Top, Left, Bottom, "axis");
        Drawing.Line(Left, Bottom, Right, Bottom, "axis");
        Drawing.Words((Left + Right) / 2.0, (Top + Bottom) / 2, Cut(why, 12, Right - Left), "label", "middle");
    }

    private double Legend(IReadOnlyList<LegendEntry> legend)
    {
        double x = Margin, y = 70;
        foreach (var entry in legend)
        {
            var text = Cut(entry.Text, 11, Width - (2 * Margin) - 26);
            var width = 26 + SvgDrawing.Width(text) + 18;
            if (x > Margin && x + width > Width)
            {
                (x, y) = (Margin, y + LineHeight);
            }

            if (entry.Shape is { } shape)
            {
                Drawing.Point(x + 10, y - 4, shape, entry.Look);
            }
            else
            {
                Drawing.Line(x, y - 4, x + 20, y - 4, entry.Look);
            }

            Drawing.Words(x + 26, y, text, "note");
            x += width;
        }

        return legend.Count == 0 ? 50 : y;
    }
}
