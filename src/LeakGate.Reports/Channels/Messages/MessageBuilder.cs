using LeakGate.Reports.Channels.Rules;
using LeakGate.Reports.Charts;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Notices;
using LeakGate.Runs.Text;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Channels.Messages;

/// <summary>Makes the message of a run from its verdicts and from what is to be told. Computes no judgement and takes nothing from the culture.</summary>
public sealed class MessageBuilder
{
    private const int LongestName = 32;
    private const int EndOfName = 10;
    private const int LongestFact = 300;
    private const int CurveWidth = 16;

    private static readonly string[] Moods = ["leak", "failed", "regression", "inconclusive", "recovered", "clean"];

    private readonly ReportInput _input;
    private readonly MessageOrigin _origin;
    private readonly MessageWords _words;
    private readonly FindingFacts _facts;

    /// <summary>For one run.</summary>
    /// <param name="input">All of its targets.</param>
    /// <param name="origin">Where it came from.</param>
    public MessageBuilder(ReportInput input, MessageOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(origin);
        (_input, _origin) = (input, origin);
        (_words, _facts) = (new MessageWords(input.Language), new FindingFacts(input.Language));
    }

    /// <summary>The message, with everything; a channel shortens it.</summary>
    public RunMessage Of(Telling telling)
    {
        ArgumentNullException.ThrowIfNull(telling);
        var news = telling.Told.Concat(RunNews.Of(_input.Targets)).ToLookup(one => one.Target, StringComparer.Ordinal);
        var moods = _input.Targets.ToDictionary(target => target, target => MoodOf(target, news[target.Name], telling));
        var ordered = _input.Targets.OrderBy(target => Array.IndexOf(Moods, moods[target]))
            .ThenByDescending(target => RunNews.Rank(target.Verdict.Severity)).ThenBy(target => target.Name, StringComparer.Ordinal).ToList();
        var mood = moods[ordered[0]];
        var alike = ordered.Where(target => moods[target] == mood).ToList();
        return new RunMessage
        {
            Language = _input.Language,
            Mood = mood,
            Headline = _words.Headline(mood, Name(alike[0].Name), alike.Count - 1),
            Sentences = [.. Sentences(alike[0], mood), .. telling.Recovered.Where(_ => mood != "recovered").Select(name => _words.Recovered(Name(name)))],
            Facts = Facts(ordered[0].Verdict),
            TargetHeads = _words.TargetHeads,
            Targets = [.. ordered.Select(Row)],
            Findings = [.. ordered.SelectMany(Counting).OrderByDescending(pair => RunNews.Rank(pair.Finding.Severity)).Select(pair => Finding(pair.Target, pair.Finding))],
            Counted = [.. telling.Counted.Select(notice => Counted(notice))],
            Link = _origin.Link,
            LinkText = _words.LinkText,
            Signature = MessageWords.Signature(_input.Version),
        };
    }

    /// <summary>A message that is marked as a test and tells of nothing.</summary>
    public static RunMessage Test(Language language, string version, DateTimeOffset now, MessageOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var words = new MessageWords(language);
        return new RunMessage
        {
            Language = language,
            Mood = "test",
            Headline = words.TestHeadline,
            Sentences = [words.TestSentence],
            Facts = [new MessageFact(words.Started, MessageWords.Minute(now)), new MessageFact(words.Version, version)],
            TargetHeads = words.TargetHeads,
            Targets = [],
            Findings = [],
            Counted = [],
            Link = origin.Link,
            LinkText = words.LinkText,
            Signature = MessageWords.Signature(version),
        };
    }

    private static string MoodOf(ReportTarget target, IEnumerable<News> news, Telling telling) =>
        news.Select(one => one.Occasion).OrderBy(occasion => Array.IndexOf(Moods, occasion)).FirstOrDefault()
        ?? (telling.Recovered.Contains(target.Name, StringComparer.Ordinal) ? "recovered" : "clean");

    private IEnumerable<string> Sentences(ReportTarget target, string mood)
    {
        if (mood == "failed" && target.Verdict.Verdict == Outcome.Clean)
        {
            yield return _words.ExpectedLeak(Name(target.Name));
        }

        if (mood == "recovered")
        {
            yield return _words.Recovered(Name(target.Name));
        }

        yield return Plain(VerdictSentence.Of(target.Verdict, _input.Language).ToString());
    }

    private List<MessageFact> Facts(VerdictDocument verdict)
    {
        (string Label, string Value)[] facts =
        [
            (_words.Branch, _origin.Branch), (_words.Commit, _origin.Commit.Length > 12 ? _origin.Commit[..12] : _origin.Commit),
            (_words.Run, verdict.RunId), (_words.Started, MessageWords.Minute(verdict.Started)), (_words.Profile, verdict.Profile),
        ];
        return [.. facts.Where(fact => fact.Value.Length > 0).Select(fact => new MessageFact(fact.Label, TextColumns.Fit(SafeText.Of(fact.Value), 80)))];
    }

    private MessageTarget Row(ReportTarget target)
    {
        var verdict = target.Verdict;
        var growth = GrowthWords.In(_input.Language);
        var memory = verdict.Resources.FirstOrDefault(resource => resource.Resource == "memory");
        var what = verdict.Verdict is Outcome.Leak ? string.Join(", ", verdict.LeakTypes.Select(type => ResourceWords.LeakType(type, _input.Language)))
            : verdict is { Baseline.Decision: Baselines.Change.Worse } ? _words.Regression
            : verdict.Verdict is Outcome.Failed ? VerdictSentence.Of(verdict, _input.Language).Verb
            : ReasonWords.Of(verdict.Reason, _input.Language, GrowthWords.IsByTime(verdict));
        var shown = memory switch
        {
            { PerHour: { } hour } => growth.ShortPerHour(hour, memory.Verdict == Outcome.Clean),
            { PerRequest: { } amount } when memory.Verdict == Outcome.Clean => growth.ShortBound(amount.High, bytes: true),
            { PerRequest: { } amount } => growth.ShortInterval(amount.Estimate, amount.Low, amount.High, bytes: true),
            _ => Quantity.None,
        };
        return new MessageTarget(Name(target.Name), _words.Outcome(verdict.Verdict), Plain(TextColumns.Fit(what, 80)), Plain(shown), Curve(target, memory));
    }

    /// <summary>The floors, since they are what was judged; before there are two, what was read.</summary>
    private static string Curve(ReportTarget target, VerdictDocument.ResourceEntry? memory)
    {
        if (memory is null)
        {
            return "";
        }

        var curve = CurveSeries.Of(target, memory);
        var values = (curve.Floors.Count > 1 ? curve.Floors : curve.Points).Select(point => point.Y).Where(double.IsFinite).ToList();
        var width = Math.Min(CurveWidth, values.Count);
        return Sparkline.Draw([.. Enumerable.Range(0, width).Select(i => (double?)values[(int)((i + 1L) * values.Count / width) - 1])], width, Sparkline.Bars);
    }

    private static IEnumerable<(ReportTarget Target, VerdictDocument.FindingEntry Finding)> Counting(ReportTarget target) =>
        target.Verdict.Findings.Where(finding => finding.Ignored is null && target.Verdict.Expect != "leak").Select(finding => (target, finding));

    private MessageFinding Finding(ReportTarget target, VerdictDocument.FindingEntry finding)
    {
        var facts = _facts.Of(finding, target.Verdict).ToLookup(fact => fact.IsDetail);
        return new(Name(target.Name), Titles.Of(_facts.Heading(finding)), [.. Joined(facts[false])], [.. Joined(facts[true])]);
    }

    /// <summary>A line that goes on with the one before has its label.</summary>
    private IEnumerable<MessageFact> Joined(IEnumerable<FindingFact> facts)
    {
        var label = "";
        foreach (var fact in facts)
        {
            label = fact.Label.Length > 0 ? fact.Label : label == _words.Request ? _words.Growth : label;
            yield return new MessageFact(label, Plain(TextColumns.Fit(fact.Text, LongestFact)));
        }
    }

    private string Counted(Notice notice)
    {
        var finding = _input.Targets.Where(target => target.Name == notice.Target).SelectMany(target => target.Verdict.Findings)
            .FirstOrDefault(one => one.Fingerprint == notice.Key);
        var what = finding is null ? _words.Occasion(notice.Occasion) : ResourceWords.LeakType(finding.Type, _input.Language);
        return Plain(_words.CountedOnce(Name(notice.Target), what, notice.Told ?? notice.Seen, notice.Repeats));
    }

    private static string Name(string name) => TextColumns.Middle(SafeText.Of(name), LongestName, EndOfName);

    private static string Plain(string text) => TextColumns.Plain(text);
}
