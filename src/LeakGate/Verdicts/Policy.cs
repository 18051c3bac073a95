using LeakGate.Samples;

namespace LeakGate.Verdicts;

/// <summary>What counts as a leak, fixed before the first judged block.</summary>
public sealed record Policy
{
    /// <summary>Weight of the first of two rounds.</summary>
    public const double FirstRound = 0.8;

    /// <summary>The resources that decide, each with its margin in its unit per request, or per hour with <see cref="ByTime"/>.</summary>
    public required IReadOnlyDictionary<Resource, double> Margins { get; init; }

    /// <summary>
    /// Whether growth is counted by hours and not by requests: then the floors' x axis is time, and there is no request that could
    /// run alone, so no confirmation. Default: by requests.
    /// </summary>
    public bool ByTime { get; init; }

    /// <summary>Fewest judged blocks. Perfect order of six floors gives evidence 214, of seven 1,170; default 7.</summary>
    public int LeastBlocks { get; init; } = 7;

    /// <summary>Blocks after which a shown leak is confirmed though other resources are undecided; default 9.</summary>
    public int PatientBlocks { get; init; } = 9;

    /// <summary>Most judged blocks; default 12 (quick).</summary>
    public int MostBlocks { get; init; } = 12;

    /// <summary>
    /// Rounds of judged blocks: with 2, what comes after the first <see cref="MostBlocks"/> is judged anew where these decided nothing;
    /// default 1.
    /// </summary>
    public int MostRounds { get; init; } = 1;

    /// <summary>Share of planned requests that must complete, 0 to 1; default 0.99.</summary>
    public double LeastLanded { get; init; } = 0.99;

    /// <summary>The simple rule: growth of memory over the judged blocks, bytes; <see langword="null"/>: not applied.</summary>
    public double? ThresholdBytes { get; init; }

    /// <summary>The simple rule: rate of memory over the judged blocks, bytes per minute; <see langword="null"/>: not applied.</summary>
    public double? ThresholdBytesPerMinute { get; init; }

    /// <summary>Known leaks: reason by fingerprint, those past their date left out.</summary>
    public IReadOnlyDictionary<string, string> Ignored { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Evidence that decides: 100 × the number of gating resources (Bonferroni over resources, Ville's inequality
    /// over looks), so that a whole run is falsely decided with a chance of at most 1 % where floors are exchangeable.
    /// </summary>
    public double EvidenceNeeded => 100.0 * Margins.Count;

    /// <summary>Judged blocks of the round that goes on.</summary>
    /// <param name="judged">Judged blocks of the run.</param>
    public int InRound(int judged) => MostRounds > 1 && judged > MostBlocks ? judged - MostBlocks : judged;

    /// <summary>
    /// Part of the chance of error that a round has, and so the weight of its evidence: with two rounds four fifths belong to the
    /// first, which decides most runs. Over both the chance stays at most 1 %.
    /// </summary>
    /// <param name="round">1 or 2.</param>
    public double WeightOf(int round) => MostRounds < 2 ? 1 : round == 1 ? FirstRound : 1 - FirstRound;
}
