namespace LeakGate.Runs.Plans.Templates;

/// <summary>
/// The random numbers of one placeholder in one request: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, fig. 17), started
/// from a hash of where the placeholder stands. It keeps no state between requests, so concurrency cannot change a value.
/// </summary>
internal struct RandomStream
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    public RandomStream(in TemplateContext context, int position)
    {
        _state = Scramble((ulong)(uint)context.Seed + Gamma);
        _state = Scramble(_state ^ ((ulong)(uint)context.Request + Gamma));
        _state = Scramble(_state ^ ((ulong)context.Sequence + Gamma));
        _state = Scramble(_state ^ ((ulong)(uint)position + Gamma));
    }

    public ulong Next() => Scramble(_state += Gamma);

    /// <summary>
    /// A number below <paramref name="bound"/> (0: any 64 bits), by the high half of a product (Lemire 2019); its bias,
    /// at most bound / 2⁶⁴, does not matter for test data.
    /// </summary>
    public ulong Below(ulong bound) => bound == 0 ? Next() : Math.BigMul(Next(), bound, out _);

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
