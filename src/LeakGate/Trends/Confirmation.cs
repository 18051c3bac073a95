using LeakGate.Samples;
using LeakGate.Series;
using MathNet.Numerics.Distributions;

namespace LeakGate.Trends;

/// <summary>One block in which one request of the mix ran alone.</summary>
/// <param name="Request">Index of the request in the mix.</param>
/// <param name="Share">w: its share of the mix as sent, above 0, at most 1.</param>
/// <param name="Floor">The floor at the end of the block.</param>
public readonly record struct AloneBlock(int Request, double Share, Floor Floor);

/// <summary>Growth of one request, measured alone.</summary>
/// <param name="Request">Index of the request in the mix.</param>
/// <param name="Requests">How many of it were sent alone.</param>
/// <param name="Estimate">g: growth per request of this kind, in the resource's unit.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="Contribution">w·g: what it adds to the growth per request of the mix.</param>
/// <param name="Part">Part of all growth that is its own, 0 to 1; 0 where nothing grows.</param>
public sealed record AloneGrowth(int Request, double Requests, double Estimate, double Low, double High, double Contribution, double Part)
{
    /// <summary>Whether its own growth is above 0 beyond noise.</summary>
    public bool Grows => Low > 0;
}

/// <summary>Whether growth came again when each request ran alone, and whose it is (detection, step 9).</summary>
/// <param name="Growth">Σ w·g: growth per request of the mix, put together from the requests alone.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="Needed">What it has to exceed: the margin, and <see cref="ShapeGuards.Kept"/> of the growth in the judged blocks.</param>
/// <param name="CoveredShare">Share of the mix that ran alone; what is missing counts as no growth.</param>
/// <param name="Shape">The shape guards, asked again with the confirmed growth as one more floor.</param>
/// <param name="Requests">Growth of each request, the largest contribution first.</param>
public sealed record Confirmation(
    double Growth, double Low, double High, double Needed, double CoveredShare, ShapeCheck Shape, IReadOnlyList<AloneGrowth> Requests)
{
    /// <summary>Whether the growth was confirmed.</summary>
    public bool Holds => Growth > Needed && Shape.Passed;

    /// <summary>Puts the growth of the mix together from blocks in which each request ran alone.</summary>
    /// <remarks>
    /// A plain slope over these blocks would weigh each request by how often it ran alone, not by how often it is sent.
    /// So each block gives g_r = (y_r − y_{r−1})/n_r, and Σ w_r·g_r is what is compared with the slope of the mix.
    /// Intervals: a floor has the noise σ, so g_r has σ√2/n_r; neighbouring blocks share a floor, so with
    /// c_r = w_r/n_r the mixture has σ²[c_1² + Σ(c_r − c_{r+1})² + c_R²]: little, when all c are alike. Counts add the
    /// Poisson variance of what was counted. The intervals are normal ones.
    /// Every request has now had at least min(n_r/w_r) requests of the mix more, so (N + that, y + growth·that) is one
    /// more floor of the mix, far beyond the last: the shape guards see a fill bend there that they could not see before.
    /// </remarks>
    /// <param name="judged">Floors of the judged blocks, in order of requests.</param>
    /// <param name="alone">The blocks in the order in which they ran; at least one, each with requests.</param>
    /// <param name="rule">What the resource is judged by.</param>
    /// <param name="sigma">σ̂ of a floor, in the resource's unit.</param>
    /// <param name="from">The floor before the first block alone; default: the last judged one.</param>
    /// <param name="confidence">Of the two-sided intervals; default 0.95.</param>
    /// <exception cref="ArgumentException">
    /// Too few judged floors for a slope, no block, one without requests, a share outside of (0, 1], floors that are not finite or not in order.
    /// </exception>
    public static Confirmation Of(
        ReadOnlySpan<Floor> judged,
        IReadOnlyList<AloneBlock> alone,
        JudgeRule rule,
        double sigma,
        Floor? from = null,
        double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(alone);
        ArgumentNullException.ThrowIfNull(rule);
        var estimate = TheilSen.Fit(judged)?.Slope
            ?? throw new ArgumentException("What is confirmed has a slope: judged floors with requests between them.", nameof(judged));
        var last = from ?? judged[^1];
        Require(last, alone);

        var z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        var measured = new List<AloneGrowth>(alone.Count);
        var (growth, positive, poisson, noise, weightBefore) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var before = last;
        foreach (var block in alone)
        {
            var requests = block.Floor.Requests - before.Requests;
            var grown = block.Floor.Value - before.Value;
            var events = rule.Unit == Unit.Count ? Math.Max(grown, 0) : 0;
            var reach = z * Math.Sqrt((2 * sigma * sigma) + events) / requests;
            var own = grown / requests;
            measured.Add(new AloneGrowth(block.Request, requests, own, own - reach, own + reach, block.Share * own, 0));

            var weight = block.Share / requests;
            growth += block.Share * own;
            positive += Math.Max(0, block.Share * own);
            poisson += weight * weight * events;
            noise += (weight - weightBefore) * (weight - weightBefore);
            weightBefore = weight;
            before = block.Floor;
        }

        noise += weightBefore * weightBefore;
        var width = z * Math.Sqrt((sigma * sigma * noise) + poisson);
        var mix = measured.Zip(alone, (own, block) => own.Requests / block.Share).Min();
        var beyond = new Floor(judged[^1].Requests + mix, judged[^1].Value + (growth * mix));
        return new Confirmation(
            growth,
            growth - width,
            growth + width,
            Math.Max(rule.Margin, ShapeGuards.Kept * estimate),
            alone.DistinctBy(block => block.Request).Sum(block => block.Share),
            ShapeGuards.Check([.. judged, beyond], rule.Margin, ShapeGuards.SigmaOf(judged, rule), TauReach.Confirmed),
            [.. measured
                .Select(own => own with { Part = positive > 0 ? Math.Max(0, own.Contribution) / positive : 0 })
                .OrderByDescending(own => own.Contribution)]);
    }

    private static void Require(Floor last, IReadOnlyList<AloneBlock> alone)
    {
        if (alone.Count == 0)
        {
            throw new ArgumentException("Confirmation needs a block of at least one request alone.", nameof(alone));
        }

        FloorOrder.Require([last, .. alone.Select(block => block.Floor)]);
        var requests = last.Requests;
        foreach (var block in alone)
        {
            if (block.Floor.Requests <= requests || !(block.Share > 0 && block.Share <= 1))
            {
                throw new ArgumentException("A block alone has requests, and its request a share above 0 and at most 1.", nameof(alone));
            }

            requests = block.Floor.Requests;
        }
    }
}
