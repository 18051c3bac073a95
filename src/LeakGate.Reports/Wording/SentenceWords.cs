using LeakGate.Runs;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>The forms of the verdict sentence in one language.</summary>
internal abstract class SentenceWords(Language language)
{
    private static readonly SentenceWords English = new EnglishSentences();
    private static readonly SentenceWords Russian = new RussianSentences();

    protected Quantity Quantity { get; } = Quantity.In(language);

    protected GrowthWords Growth { get; } = GrowthWords.In(language);

    public static SentenceWords In(Language language) => language == Language.Russian ? Russian : English;

    /// <summary>Several causes; the first to run out is named.</summary>
    public abstract VerdictSentence SeveralLeaks(
        string target, IReadOnlyList<VerdictDocument.FindingEntry> findings, double requestsPerSecond);

    /// <summary>One cause. <paramref name="request"/> is <see langword="null"/> when the mix was measured, not one request alone.</summary>
    public abstract VerdictSentence OneLeak(
        string target, VerdictDocument.FindingEntry finding, VerdictDocument.Amount amount, string? request);

    /// <summary>One cause, measured by time.</summary>
    public abstract VerdictSentence OneLeakByTime(string target, VerdictDocument.FindingEntry finding, VerdictDocument.Amount perHour);

    /// <summary>Largest bounds that were shown per hour; <see langword="null"/>: none of the kind was judged.</summary>
    public abstract VerdictSentence CleanByTime(string target, double? bytes, double? counts);

    /// <summary>Every cause is on the list of known leaks.</summary>
    public abstract VerdictSentence OnlyKnown(string target, int count);

    public abstract VerdictSentence LeakWithoutFinding(string target, string reason);

    /// <summary>Largest bounds that were shown, of bytes and of counts; <see langword="null"/>: none of the kind was judged.</summary>
    public abstract VerdictSentence Clean(string target, double? bytes, double? counts);

    /// <summary>Clean, and the build fails all the same.</summary>
    /// <param name="target">The target.</param>
    /// <param name="worse">What is worse than which runs.</param>
    public abstract VerdictSentence CleanButWorse(string target, string worse);

    public abstract VerdictSentence Undecided(string target, string reason);

    /// <summary>The verb follows the code; what happened is told in the words that were recorded.</summary>
    public abstract VerdictSentence Failed(string target, string? code, string reason);

    /// <summary>The reason of an inconclusive or failed verdict, without the stop at its end.</summary>
    public abstract string Reason(VerdictDocument verdict);

    /// <summary>The recorded reason, made to stand in the middle of a sentence.</summary>
    public static string Recorded(VerdictDocument verdict)
    {
        var text = SafeText.Of(verdict.ReasonText ?? ReasonWords.Of(verdict.Reason, Language.English)).Trim().TrimEnd('.');

        // An abbreviation (HTTP, GET) keeps its capitals, and so does a name with one inside.
        return text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }

    /// <summary>The finding that runs out first, if any limit is known.</summary>
    protected static VerdictDocument.FindingEntry? FirstToRunOut(IEnumerable<VerdictDocument.FindingEntry> findings) =>
        findings.Where(f => f.Exhaustion is not null).MinBy(f => f.Exhaustion!.Seconds);
}
