using LeakGate.Reports.Formats;
using LeakGate.Runs.Notices;
using LeakGate.Runs.Plans;

namespace LeakGate.Reports.Channels.Rules;

/// <summary>
/// Decides what a channel is told of a run, from its rules and what it was told before. Pure: it is given the time and the memory, and
/// gives back what to remember.
/// </summary>
/// <remarks>
/// News is told once per branch and window, and counted until then. <em>Recovered</em> is told when every finding of a target that was
/// told is gone. What comes back after that is news again, and the target flaps: each return within the window makes <em>recovered</em>
/// wait for four times as many clean runs in a row, so that the messages of a flapping target thin out and the last one is always true.
/// </remarks>
/// <param name="channel">The channel with its rules.</param>
/// <param name="branch">Branch of the run; empty: not known.</param>
/// <param name="now">The time.</param>
/// <param name="everything">Whether it is asked for by name (<c>leakgate notify RUN</c>): what was told before is told again.</param>
public sealed class RuleBook(NotifyPlan channel, string branch, DateTimeOffset now, bool everything = false)
{
    /// <summary>Clean runs that each further return multiplies.</summary>
    private const int Patience = 4;

    /// <summary>Most clean runs that are waited for.</summary>
    private const int MostCleanRuns = 256;

    private readonly NotifyRules _rules = channel.Rules;

    /// <summary>Decides for the targets of one run.</summary>
    /// <param name="targets">All of them.</param>
    /// <param name="memory">What is remembered of the branch, of all channels.</param>
    public Telling Decide(IReadOnlyList<ReportTarget> targets, IReadOnlyList<Notice> memory)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(memory);
        var mine = targets.Where(target => _rules.Targets.Count == 0 || _rules.Targets.Contains(target.Name, StringComparer.Ordinal)).ToList();
        if (!Names.Any(_rules.Branches, branch) || mine.Count == 0)
        {
            return new Telling([], [], [], Always: false, [], []) { Applies = false };
        }

        var known = memory.Where(notice => notice.Channel == channel.Channel && notice.Branch == branch)
            .ToDictionary(notice => (notice.Target, notice.Key));
        var turn = new Turn();
        foreach (var news in RunNews.Of(mine).Where(IsWanted))
        {
            Tell(news, known.GetValueOrDefault((news.Target, news.Key)), RunOf(mine, news.Target), turn);
        }

        foreach (var target in mine.Where(target => RunNews.IsWell(target.Verdict)))
        {
            Recover(target, [.. known.Values.Where(notice => notice.Target == target.Name)], turn);
        }

        return new Telling(turn.Told, turn.Counted, turn.Recovered, _rules.On.Contains("always", StringComparer.Ordinal), turn.IfSent, turn.IfNotSent);
    }

    private bool IsWanted(News news) => Wants(news.Occasion) && (news.Occasion != "leak" || RunNews.Rank(news.Severity) >= RunNews.Rank(_rules.Severity));

    private bool Wants(string occasion) => _rules.On.Contains(occasion, StringComparer.Ordinal) || _rules.On.Contains("always", StringComparer.Ordinal);

    private void Tell(News news, Notice? before, string run, Turn turn)
    {
        var fresh = before?.Told is not { } told || now - told >= _rules.Window;
        var returned = !fresh && !before!.Open;
        var seen = (before ?? new Notice { Channel = channel.Channel, Branch = branch, Target = news.Target, Key = news.Key, Occasion = news.Occasion, Seen = now }) with
        {
            Seen = now,
            CleanRuns = 0,
            LastRun = run,
        };
        if (fresh || returned || everything)
        {
            turn.Told.Add(news);
            turn.IfSent.Add(seen with { Told = now, Open = true, Repeats = 0, Returns = fresh ? 0 : before!.Returns + (returned ? 1 : 0) });

            // What could not be delivered stays untold, so that the next run tells it.
            turn.IfNotSent.Add(seen);
            return;
        }

        var counted = before!.LastRun == run ? before : seen with { Repeats = before.Repeats + 1 };
        turn.Counted.Add(counted);
        turn.IfSent.Add(counted);
        turn.IfNotSent.Add(counted);
    }

    private void Recover(ReportTarget target, IReadOnlyList<Notice> notices, Turn turn)
    {
        // That a target is measurable again is no news: only what counted against it is taken back.
        var run = target.Verdict.RunId;
        var open = notices.Where(notice => notice is { Open: true, Told: not null, Occasion: "leak" or "regression" or "failed" }).ToList();
        if (open.Count == 0 || !Wants("recovered"))
        {
            return;
        }

        var counted = open.Select(notice => notice.LastRun == run ? notice : notice with { CleanRuns = notice.CleanRuns + 1, LastRun = run }).ToList();
        var needed = open.Max(notice => Math.Min(MostCleanRuns, Math.Pow(Patience, notice.Returns)));
        turn.IfNotSent.AddRange(counted);
        if (counted.Min(notice => notice.CleanRuns) < needed)
        {
            turn.IfSent.AddRange(counted);
            return;
        }

        turn.Recovered.Add(target.Name);
        turn.IfSent.AddRange(counted.Select(notice => notice with { Open = false }));
    }

    private static string RunOf(List<ReportTarget> targets, string name) => targets.First(target => target.Name == name).Verdict.RunId;

    private sealed class Turn
    {
        public List<News> Told { get; } = [];

        public List<Notice> Counted { get; } = [];

        public List<string> Recovered { get; } = [];

        public List<Notice> IfSent { get; } = [];

        public List<Notice> IfNotSent { get; } = [];
    }
}
