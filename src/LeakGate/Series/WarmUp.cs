namespace LeakGate.Series;

/// <summary>Whether warm-up goes on.</summary>
public enum WarmUpState
{
    /// <summary>One more block.</summary>
    GoOn,

    /// <summary>Growth per request no longer falls: warm-up has ended by its rule.</summary>
    Settled,

    /// <summary>Growth per request still falls, but warm-up has reached its ceiling.</summary>
    Ceiling,
}

/// <summary>
/// Ends warm-up by a rule with a floor and a ceiling, not after a fixed time: as long as each block grows clearly less
/// than the one before, something still fills. A leak grows on and does not hold warm-up up.
/// The idea is BenchmarkDotNet's <c>EngineWarmupStage</c>. Pure; safe for use by several threads.
/// </summary>
public sealed record WarmUp
{
    /// <summary>Part of the increment before that a block's increment has to reach to count as no longer falling.</summary>
    public const double Kept = 0.75;

    /// <summary>Fewest blocks; default 2.</summary>
    public int Least { get; init; } = 2;

    /// <summary>Most blocks; default 8.</summary>
    public int Most { get; init; } = 8;

    /// <summary>Asks after each block, for one resource; warm-up ends when no resource says <see cref="WarmUpState.GoOn"/>.</summary>
    /// <param name="floors">The floor before the first block, then one for each block of warm-up.</param>
    /// <param name="margin">Unit per request: a fall by less than this can't hide a leak of interest.</param>
    /// <param name="sigma">Noise of a floor in the resource's unit, such as its least value: a fall within three of them is noise.</param>
    /// <exception cref="ArgumentException">Floors that are not finite or not in order.</exception>
    public WarmUpState Ask(ReadOnlySpan<Floor> floors, double margin, double sigma)
    {
        FloorOrder.Require(floors);
        var blocks = floors.Length - 1;
        if (blocks < Least)
        {
            return WarmUpState.GoOn;
        }

        if (blocks < 2 || !Falls(floors[^3], floors[^2], floors[^1], margin, sigma))
        {
            return WarmUpState.Settled;
        }

        return blocks < Most ? WarmUpState.GoOn : WarmUpState.Ceiling;
    }

    private static bool Falls(Floor first, Floor second, Floor third, double margin, double sigma)
    {
        var requests = third.Requests - second.Requests;
        var earlier = PerRequest(first, second);
        var later = PerRequest(second, third);
        var fall = earlier - later;
        return earlier > 0 && later < Kept * earlier && fall > margin && fall * requests > 3 * sigma;
    }

    private static double PerRequest(Floor from, Floor to) =>
        to.Requests > from.Requests ? (to.Value - from.Value) / (to.Requests - from.Requests) : 0;
}
