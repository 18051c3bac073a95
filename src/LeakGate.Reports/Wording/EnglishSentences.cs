using LeakGate.Runs;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Wording;

/// <summary>The verdict sentence in English.</summary>
internal sealed class EnglishSentences() : SentenceWords(Language.English)
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    public override VerdictSentence SeveralLeaks(
        string target, IReadOnlyList<VerdictDocument.FindingEntry> findings, double requestsPerSecond)
    {
        var places = findings.Count < Numbers.Length ? Numbers[findings.Count] : Quantity.Whole(findings.Count);
        if (FirstToRunOut(findings) is not { Exhaustion: { } end } first)
        {
            var named = findings.Select(f => ResourceWords.Of(f.Resource, Language.English).Name).Distinct(StringComparer.Ordinal).Take(4);
            return new($"{target} ", "leaks", $" in {places} places: {string.Join(", ", named)}.");
        }

        var words = ResourceWords.Of(first.Resource, Language.English);
        var rate = requestsPerSecond > 0 ? $" at {Quantity.Rate(requestsPerSecond)}\u00a0requests/s" : "";
        return new($"{target} ", "leaks", $" in {places} places;{rate} its {words.Name} {(words.IsMass ? "runs" : "run")} out first, in {Quantity.Duration(end.Seconds)}.");
    }

    public override VerdictSentence OneLeak(
        string target, VerdictDocument.FindingEntry finding, VerdictDocument.Amount amount, string? request)
    {
        var what = request ?? "request of the mix";
        string growth;
        if (GrowthWords.IsBytes(amount))
        {
            growth = $" {Quantity.Bytes(amount.Estimate)} with every {what}";
        }
        else
        {
            var words = ResourceWords.Of(finding.Resource, Language.English);
            growth = Math.Abs(amount.Estimate) >= 0.5
                ? $" {Quantity.Number(amount.Estimate)}\u00a0{words.Several} with every {what}"
                : $" {Quantity.Number(amount.Estimate * 1000)}\u00a0{words.Several} with every 1,000 {request ?? "requests of the mix"}";
        }

        return new($"{target} ", "leaks", growth + (finding.Exhaustion is { } end ? Limit(end, GrowthWords.IsBytes(amount)) : "."));
    }

    public override VerdictSentence OnlyKnown(string target, int count) =>
        new($"{target} ", "leaks", $" only what is known: {Quantity.Whole(count)}\u00a0{(count == 1 ? "leak" : "leaks")} on the list of ignored ones.");

    public override VerdictSentence OneLeakByTime(string target, VerdictDocument.FindingEntry finding, VerdictDocument.Amount perHour)
    {
        var words = ResourceWords.Of(finding.Resource, Language.English);
        var bytes = GrowthWords.IsBytes(perHour);
        var growth = bytes ? $" {Quantity.Bytes(perHour.Estimate)} every hour" : $" {Quantity.Number(perHour.Estimate)}\u00a0{words.Several} every hour";
        return new($"{target} ", "leaks", growth + (finding.Exhaustion is { } end ? Limit(end, bytes) : "."));
    }

    public override VerdictSentence CleanByTime(string target, double? bytes, double? counts)
    {
        var parts = new List<string>(2);
        if (bytes is { } memory)
        {
            parts.Add(Growth.ShortBound(memory, bytes: true)[2..]);
        }

        if (counts is { } counted)
        {
            parts.Add($"{Quantity.Bound(counted)} threads, descriptors or connections");
        }

        return new($"{target} is ", "clean", parts.Count == 0 ? "." : $": it keeps no more than {string.Join(" or ", parts)} an hour.");
    }

    public override VerdictSentence LeakWithoutFinding(string target, string reason) =>
        new($"{target} ", "leaks", reason.Length == 0 ? "." : $": {reason.TrimEnd('.')}.");

    public override VerdictSentence Clean(string target, double? bytes, double? counts)
    {
        var parts = new List<string>(2);
        if (bytes is { } memory)
        {
            parts.Add($"a request keeps at most {Growth.ShortBound(memory, bytes: true)[2..]}");
        }

        if (counts is { } counted)
        {
            var bound = Quantity.Bound(counted * 1000);
            parts.Add(parts.Count == 0
                ? $"1,000 requests keep at most {bound} threads, descriptors or connections"
                : $"1,000 at most {bound} threads, descriptors or connections");
        }

        return new($"{target} is ", "clean", parts.Count == 0 ? "." : $": {string.Join(", ", parts)}.");
    }

    public override VerdictSentence CleanButWorse(string target, string worse) => new($"{target} is ", "clean", $", but {worse}.");

    public override VerdictSentence Undecided(string target, string reason) =>
        new($"{target} is ", "undecided", reason.Length == 0 ? "." : $": {reason}.");

    public override VerdictSentence Failed(string target, string? code, string reason)
    {
        var verb = code switch
        {
            "unhealthy" => "never became healthy",
            "not_found" or "not_started" or "port_taken" => "did not start",
            "exited" or "gone" => "ended by itself",
            "killed" or "out_of_memory" => "was killed",
            _ => "failed",
        };
        return new($"{target} ", verb, reason.Length == 0 ? "." : $": {reason}.");
    }

    public override string Reason(VerdictDocument verdict) => Recorded(verdict);

    private string Limit(VerdictDocument.ExhaustionEntry end, bool bytes) =>
        $"; {Quantity.Level(end.Limit, bytes)} {(bytes ? "is" : "are")} reached in {Quantity.Duration(end.Seconds)}.";
}
