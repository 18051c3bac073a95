using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;

namespace LeakGate.Cli.Display;

/// <summary>The note of the stage that goes on, then the last events, the newest first; warnings carry their word.</summary>
internal static class EventList
{
    private const int TimeWidth = 8;

    public static IReadOnlyList<FrameLine> Draw(RunProgress run, int width, int rows, Glyphs glyphs, DisplayWords words)
    {
        var notes = run.Stages.Where(s => s.Note.Length > 0)
            .Select(s => (At: s.Started, Text: $"{words.Stage(s.Name)}: {SafeText.Of(s.Note)}", Tone: Tone.Plain));
        var events = run.Events.Where(e => run.Ready is null || e.Code is not EventCodes.Waiting).Select(e => (e.At, Text: Text(e, words), Tone: e.Level is "warning" or "error" ? Tone.Strong : Tone.Plain));
        var quantity = Quantity.In(words.Language);
        var lines = new List<FrameLine>();
        foreach (var (at, text, tone) in notes.Concat(events).OrderByDescending(e => e.At))
        {
            if (rows - lines.Count < 1)
            {
                break;
            }

            var broken = TextColumns.Wrap(text, Math.Max(8, width - TimeWidth - 1));
            foreach (var (part, index) in broken.Take(Math.Min(2, rows - lines.Count)).Select((part, index) => (part, index)))
            {
                // Two lines are enough for an event here; all of it is in the run folder.
                var cut = index == 1 && broken.Count > 2 ? TextColumns.Fit($"{part} {broken[2]}", width - TimeWidth - 1) : part;
                lines.Add(new FrameLine(glyphs, width)
                    .AddRight(index == 0 ? quantity.Duration(at) : "", TimeWidth, Tone.Faint)
                    .Add(" ")
                    .Add(cut, tone));
            }
        }

        return lines;
    }

    public static string Text(EventRecord happened, DisplayWords words)
    {
        var text = EventWords.Of(happened, words.Language);
        return happened.Level switch
        {
            "warning" => $"{words.Warning}: {text}",
            "error" => $"{words.Error}: {text}",
            _ => text,
        };
    }
}
