using LeakGate.Observation.Controls;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Samples;
using LeakGate.Verdicts;

namespace LeakGate.Cli.Doctor;

/// <summary>One kind of leak: what the control program keeps, what was found of it, and what of its twin.</summary>
/// <param name="Kind">The kind, with what each request keeps.</param>
/// <param name="Found">What each such request was found to keep; <see langword="null"/>: nothing was found.</param>
/// <param name="Missed">Why the leak is not proven; <see langword="null"/>: it is.</param>
/// <param name="TwinBound">What was ruled out of the twin, per request of its mix; <see langword="null"/>: nothing was.</param>
/// <param name="TwinMissed">Why the twin is not clean; <see langword="null"/>: it is.</param>
internal sealed record ProvenKind(ControlKind Kind, VerdictDocument.Amount? Found, string? Missed, double? TwinBound, string? TwinMissed)
{
    public bool Ok => Missed is null && TwinMissed is null;
}

/// <summary>Whether LeakGate sees on this machine: every kind caught at its known rate, the twin clean, nothing left behind. Pure.</summary>
/// <param name="Kinds">By kind, in the order of causes.</param>
/// <param name="Processes">Most processes that the leaking program had.</param>
/// <param name="Remains">Processes that were left; none when the keeper works.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record ControlProof(IReadOnlyList<ProvenKind> Kinds, int Processes, IReadOnlyList<int> Remains, double Seconds)
{
    /// <summary>How far a count may be off: 5 %, as in the check at the start of each run.</summary>
    public const double CountTolerance = 0.05;

    /// <summary>How far bytes may be off: 20 %. The other kinds take some too, and the runtime's own come and go.</summary>
    public const double ByteTolerance = 0.2;

    public bool Ok => Kinds.All(kind => kind.Ok) && Remains.Count == 0;

    /// <summary>Compares what was found with what is known.</summary>
    public static ControlProof Of(ControlReading reading, Language language)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new ControlProof([.. reading.Kinds.Select(kind => Prove(kind, reading, language))], reading.Processes, reading.Remains, reading.Seconds);
    }

    private static ProvenKind Prove(ControlKind kind, ControlReading reading, Language language)
    {
        var twin = Entry(reading.Clean, kind);
        var found = FoundOf(kind, reading);
        var clean = twin is { Verdict: Outcome.Clean, PerRequest: not null };
        return new ProvenKind(
            kind,
            found,
            Missed(kind, found, reading, language),
            clean ? twin!.PerRequest!.High : null,
            clean ? null : WhyNot(twin, reading.Clean, reading, kind, language.Pick("a leak was told", "сообщена утечка"), language));
    }

    /// <summary>A finding names the request and what it keeps when it runs alone. The heap folds into memory: it is known by its own column.</summary>
    private static VerdictDocument.Amount? FoundOf(ControlKind kind, ControlReading reading)
    {
        if (kind.Resource == Resource.Heap)
        {
            return Entry(reading.Leaky, kind) is { Verdict: Outcome.Leak, PerRequest: { } mix }
                ? Times(mix, reading.Kinds.Count)
                : null;
        }

        return reading.Leaky.Findings
            .Where(finding => finding.Resource == kind.Resource.Name && finding.Type == kind.Resource.LeakType)
            .SelectMany(finding => finding.Requests)
            .FirstOrDefault(request => request.Request == kind.Request)?.PerRequest;
    }

    private static string? Missed(ControlKind kind, VerdictDocument.Amount? found, ControlReading reading, Language language)
    {
        // What a blind probe finds by chance proves nothing.
        if (found is null || reading.Blind.ContainsKey(kind.Resource.Name))
        {
            var elsewhere = language.Pick("told as a part of another leak only", "сообщена лишь как часть другой утечки");
            return WhyNot(Entry(reading.Leaky, kind), reading.Leaky, reading, kind, elsewhere, language);
        }

        var tolerance = kind.Resource.Unit == Unit.Bytes ? ByteTolerance : CountTolerance;
        return Math.Abs(found.Estimate - kind.PerRequest) <= tolerance * kind.PerRequest
            ? null
            : language.Pick("found, but not at the rate that is known", "найдена, но не с заданной скоростью");
    }

    private static string WhyNot(
        VerdictDocument.ResourceEntry? entry, VerdictDocument verdict, ControlReading reading, ControlKind kind, string leak, Language language)
    {
        var name = kind.Resource.Name;
        return reading.Blind.TryGetValue(name, out var blind) ? language.Pick($"blind: {SafeText.Of(blind)}", $"не видно: {SafeText.Of(blind)}")
            : reading.Unread.TryGetValue(name, out var unread) ? language.Pick($"not read: {SafeText.Of(unread)}", $"не читается: {SafeText.Of(unread)}")
            : verdict.Verdict == Outcome.Failed ? SafeText.Of(verdict.ReasonText)
            : entry is { Verdict: Outcome.Inconclusive, Reason: { } reason } ? ReasonWords.Of(reason, language)
            : entry is null ? language.Pick("not judged", "не оценивается")
            : entry.Verdict == Outcome.Clean ? language.Pick("no leak was seen", "утечка не замечена")
            : leak;
    }

    private static VerdictDocument.ResourceEntry? Entry(VerdictDocument verdict, ControlKind kind) =>
        verdict.Resources.FirstOrDefault(entry => entry.Resource == kind.Resource.Name);

    /// <summary>From the mix, in which each request has the same share, to the one request.</summary>
    private static VerdictDocument.Amount Times(VerdictDocument.Amount mix, int kinds) =>
        new(mix.Estimate * kinds, mix.Low * kinds, mix.High * kinds, mix.Unit);
}
