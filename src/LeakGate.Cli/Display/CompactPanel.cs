using LeakGate.Reports.Wording;

namespace LeakGate.Cli.Display;

/// <summary>One of several targets: head, the resources that lean furthest to a leak, requests, last event.</summary>
internal static class CompactPanel
{
    public static IReadOnlyList<FrameLine> Draw(RunProgress run, TimeSpan now, int width, int rows, Glyphs glyphs, DisplayWords words)
    {
        var lines = new List<FrameLine>(PanelHead.Draw(run, now, width, glyphs, words)) { Step(run, now, width, glyphs, words) };
        var last = EventList.Draw(run, width, 1, glyphs, words);
        lines.AddRange(ResourceTable.Draw(run, width, rows - lines.Count - last.Count - 1, glyphs, words));
        lines.AddRange(last);
        return lines.Count > rows ? lines.GetRange(0, Math.Max(0, rows)) : lines;
    }

    private static FrameLine Step(RunProgress run, TimeSpan now, int width, Glyphs glyphs, DisplayWords words)
    {
        var line = new FrameLine(glyphs, width).Add(" ");
        foreach (var stage in run.Stages)
        {
            var goesOn = stage.Ended is null;
            line.Add(goesOn ? glyphs.Running : glyphs.Done)
                .Add(" " + words.Stage(stage.Name), goesOn ? Tone.Strong : Tone.Faint)
                .Add(goesOn ? " " + Quantity.In(words.Language).Duration(now - stage.Started) : "", Tone.Faint)
                .Add("  ");
        }

        // All of it or nothing: half a number is worse than none.
        var requests = words.Requests(run.Done, run.Failed, run.LastBlock is { } block ? LoadStatistics.PerSecond(block) : null);
        return run.Done > 0 && TextColumns.Width(requests) <= line.Left ? line.Add(requests, Tone.Faint) : line;
    }
}
