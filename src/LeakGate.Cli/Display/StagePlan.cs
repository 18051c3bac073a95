using LeakGate.Reports.Wording;

namespace LeakGate.Cli.Display;

/// <summary>The stages as a checklist: done with their time, the one that goes on, the ones ahead.</summary>
internal static class StagePlan
{
    private static readonly string[] Expected = ["start", "ready", "warm-up", "pilot", "blocks", "confirm", "stop"];

    /// <summary>Lines that the list takes.</summary>
    public static int Count(RunProgress run) => Names(run).Count;

    public static IReadOnlyList<FrameLine> Draw(RunProgress run, TimeSpan now, int width, Glyphs glyphs, DisplayWords words)
    {
        var quantity = Quantity.In(words.Language);
        var lines = new List<FrameLine>();
        foreach (var name in Names(run))
        {
            var stages = run.Stages.Where(s => string.Equals(s.Name, name, StringComparison.Ordinal)).ToList();
            var line = new FrameLine(glyphs, width);
            if (stages.Count == 0)
            {
                lines.Add(line.Add($"{glyphs.Ahead} {words.Stage(name)}", Tone.Faint));
                continue;
            }

            // A stage that began more than once counts with all its times.
            var spent = stages.Aggregate(TimeSpan.Zero, (sum, s) => sum + ((s.Ended ?? now) - s.Started));
            var goesOn = stages[^1].Ended is null;
            line.Add(goesOn ? glyphs.Running : glyphs.Done).Add(" ")
                .AddLeft(words.Stage(name) + Blocks(run, name, words), width - 11, goesOn ? Tone.Strong : Tone.Plain)
                .AddRight(quantity.Duration(spent), 9, goesOn ? Tone.Strong : Tone.Faint);
            lines.Add(line);
        }

        return lines;
    }

    // Judged blocks so far, of the most that there can be: "blocks 3/12".
    private static string Blocks(RunProgress run, string stage, DisplayWords words) =>
        stage is "blocks" && run.MostJudged > 0
            ? $" {Quantity.In(words.Language).Whole(run.Judged)}/{Quantity.In(words.Language).Whole(run.MostJudged)}"
            : "";

    private static List<string> Names(RunProgress run)
    {
        var begun = run.Stages.Select(s => s.Name).Distinct(StringComparer.Ordinal).ToList();

        // When the run is over, a stage that never began is not ahead any more.
        var ahead = run.Verdict is null
            ? Expected.Where(e => !run.ByTime || e is not "confirm").SkipWhile(e => begun.Count > 0 && !string.Equals(e, begun[^1], StringComparison.Ordinal)).Where(e => !begun.Contains(e, StringComparer.Ordinal))
            : [];
        return [.. begun, .. ahead];
    }
}
