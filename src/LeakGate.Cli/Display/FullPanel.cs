namespace LeakGate.Cli.Display;

/// <summary>One target on the whole screen: what goes on and how long it takes, stages, requests, events, resources.</summary>
internal static class FullPanel
{
    private const int StageWidth = 22;

    /// <summary>The panel in at most this many lines.</summary>
    public static IReadOnlyList<FrameLine> Draw(RunProgress run, TimeSpan now, int width, int rows, Glyphs glyphs, DisplayWords words)
    {
        var lines = new List<FrameLine>();
        lines.AddRange(PanelHead.Draw(run, now, width, glyphs, words));

        // What is left for the middle is at least five lines; the table gives way, but keeps three resources where it can.
        var roomy = rows >= 22;
        var table = Math.Min(run.Resources.Count + 1, Math.Max(4, rows - lines.Count - StagePlan.Count(run) - 3));
        var middle = rows - lines.Count - table - (roomy ? 2 : 0);
        if (roomy)
        {
            lines.Add(new FrameLine(glyphs, width));
        }

        lines.AddRange(Middle(run, now, width, middle, glyphs, words));
        var rest = ResourceTable.Draw(run, width, table, glyphs, words);
        if (roomy && rest.Count > 0)
        {
            lines.Add(new FrameLine(glyphs, width));
        }

        lines.AddRange(rest);
        return lines.Count > rows ? lines.GetRange(0, Math.Max(0, rows)) : lines;
    }

    private static List<FrameLine> Middle(RunProgress run, TimeSpan now, int width, int rows, Glyphs glyphs, DisplayWords words)
    {
        var left = StagePlan.Draw(run, now, StageWidth, glyphs, words);
        var right = RightColumn(run, width - StageWidth - 3, rows, glyphs, words);
        var lines = new List<FrameLine>();
        for (var i = 0; i < Math.Min(rows, Math.Max(left.Count, right.Count)); i++)
        {
            var line = new FrameLine(glyphs, width).Add(" ");
            if (i < left.Count)
            {
                line.Add(left[i]);
            }

            lines.Add(i < right.Count ? line.To(StageWidth + 3).Add(right[i]) : line);
        }

        return lines;
    }

    private static List<FrameLine> RightColumn(RunProgress run, int width, int rows, Glyphs glyphs, DisplayWords words)
    {
        var lines = new List<FrameLine>();
        if (width < 20 || rows < 1)
        {
            return lines;
        }

        lines.AddRange(RequestTable.Draw(run, width, Math.Max(1, rows - 5), glyphs, words));
        if (lines.Count > 0)
        {
            lines.Add(new FrameLine(glyphs, width));
        }

        lines.AddRange(EventList.Draw(run, width, rows - lines.Count, glyphs, words));
        return lines;
    }
}
