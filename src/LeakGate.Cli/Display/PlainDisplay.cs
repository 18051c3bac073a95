using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Display;

/// <summary>
/// One line per stage, block and event, for logs: time since the start, target, what happened. No colour, no control characters.
/// Samples are not shown; the lines of the blocks are the heartbeat.
/// </summary>
internal sealed class PlainDisplay(TextWriter writer, Language language) : IRunDisplay
{
    /// <summary>Columns of a block's line at most.</summary>
    public const int Longest = 120;

    private const int TimeWidth = 10;

    private readonly Lock _lock = new();
    private readonly DisplayWords _words = new(language);
    private readonly Quantity _quantity = Quantity.In(language);
    private readonly Dictionary<string, RunProgress> _runs = new(StringComparer.Ordinal);
    private bool _lost;

    public void Begin(string target)
    {
        lock (_lock)
        {
            _runs[target] = new RunProgress(target);
        }
    }

    public void Show(string target, RunRecord record)
    {
        lock (_lock)
        {
            if (!_runs.TryGetValue(target, out var run))
            {
                _runs[target] = run = new RunProgress(target);
            }

            run.Apply(record);
            switch (record)
            {
                case StageRecord stage:
                    var note = SafeText.Of(stage.Note);
                    Line(target, record.At, note.Length == 0 ? _words.Begins(stage.Stage, run.Header?.MostBlocks ?? 0) : $"{_words.Stage(stage.Stage)}: {note}");
                    break;
                case ReadyRecord ready:
                    Line(target, record.At, Ready(ready));
                    break;
                case BlockRecord block:
                    Line(target, record.At, PlainBlock.Describe(block, run, _words, Longest - Before(target)));
                    break;
                case EventRecord happened:
                    Line(target, record.At, Event(happened));
                    break;
            }
        }
    }

    public void End(string target, VerdictDocument verdict)
    {
        lock (_lock)
        {
            _runs.Remove(target);
            Line(target, TimeSpan.FromSeconds(verdict.DurationSeconds), $"{_words.Verdict}: {VerdictSentence.Of(verdict, language)}");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Ready(ReadyRecord ready)
    {
        var runtimes = ready.Runtimes.Count == 0 ? "" : ", " + string.Join(", ", ready.Runtimes.Select(SafeText.Of));
        var judged = ready.Margins.Count;
        return language.Pick(
            $"ready: pid {Quantity.Id(ready.Pid)}{runtimes}; {_quantity.Whole(judged)} {(judged == 1 ? "resource is" : "resources are")} judged, each at odds of {_quantity.Whole(ready.EvidenceNeeded)} to 1",
            $"готово: pid {Quantity.Id(ready.Pid)}{runtimes}; оценивается {_quantity.Whole(judged)} {RussianPlural.Choose(judged, "ресурс", "ресурса", "ресурсов")}, каждый при шансах {_quantity.Whole(ready.EvidenceNeeded)} к 1");
    }

    private string Event(EventRecord happened)
    {
        var text = EventWords.Of(happened, language);
        return happened.Level switch
        {
            "warning" => $"{_words.Warning} [{SafeText.Of(happened.Code)}]: {text}",
            "error" => $"{_words.Error} [{SafeText.Of(happened.Code)}]: {text}",
            _ => text,
        };
    }

    private static string Name(string target) => TextColumns.Fit(SafeText.Of(target), 40);

    private static int Before(string target) => TimeWidth + 2 + TextColumns.Width(Name(target)) + 2;

    private void Line(string target, TimeSpan at, string text)
    {
        if (_lost)
        {
            return;
        }

        try
        {
            writer.Write(TextColumns.Plain($"{TextColumns.Right(_quantity.Duration(at), TimeWidth)}  {Name(target)}  {text}\n"));
            writer.Flush();
        }
        catch (IOException)
        {
            // Whoever read the log went away: the run matters more than its display, so go on without one.
            _lost = true;
        }
    }
}
