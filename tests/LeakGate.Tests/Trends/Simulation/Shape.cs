using LeakGate.Samples;

namespace LeakGate.Tests.Trends.Simulation;

/// <summary>A made-up program: its floors, one per dose, from a seed.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Floors">Values of a number of blocks.</param>
/// <param name="Unit">Bytes: σ = 1 and a margin of 3 per block. Count: 3,000 requests a block and a margin of 1/1000.</param>
internal sealed record Shape(string Name, Func<Noise, int, double[]> Floors, Unit Unit = Unit.Bytes)
{
    /// <summary>Growth by the margin in one block, in σ.</summary>
    public const double Margin = 3;

    /// <summary>Pilot blocks, before the judged ones.</summary>
    public const int Pilot = 5;

    /// <summary>A curve with independent normal noise, σ = 1.</summary>
    public static Shape Curve(string name, Func<int, double> curve) =>
        new(name, (noise, blocks) => [.. Enumerable.Range(0, blocks).Select(k => curve(k) + noise.Normal())]);

    /// <summary>Steady growth, in margins.</summary>
    public static Shape Leak(double margins) => Curve(Named($"leak {margins} margins"), k => margins * Margin * k);

    /// <summary>Values that run on from one block to the next.</summary>
    public static Shape Running(string name, Func<Noise, double, int, double> next, Unit unit = Unit.Bytes) =>
        new(name, (noise, blocks) =>
            {
                var floors = new double[blocks];
                var value = 0.0;
                for (var k = 0; k < blocks; k++)
                {
                    floors[k] = value = next(noise, value, k);
                }

                return floors;
            }, unit);

    /// <summary>Something that begins to fill at the first judged block: its end is amplitude σ away, τ in blocks.</summary>
    public static Shape Fill(double amplitude, double tau) =>
        Curve(Named($"fill of {amplitude} σ, τ {tau} blocks"), k => amplitude * (1 - Math.Exp(-Math.Max(0, k - Pilot) / tau)));

    /// <summary>A leak that comes all at once, every so many blocks.</summary>
    public static Shape Steps(double margins, int blocks) =>
        Curve(Named($"leak {margins} margins, steps of {blocks}"), k => margins * Margin * blocks * (k / blocks));

    /// <summary>A leak that comes all at once, in one block of so many, by chance.</summary>
    public static Shape Batches(double margins, int blocks) =>
        new(Named($"leak {margins} margins, 1 block in {blocks}"), (noise, count) =>
            {
                var sum = 0.0;
                return [.. Enumerable.Range(0, count).Select(_ => (sum += noise.Uniform() * blocks < 1 ? margins * Margin * blocks : 0) + noise.Normal())];
            });

    /// <summary>A leak that begins after so many judged blocks.</summary>
    public static Shape Late(double margins, int after) =>
        Curve(Named($"leak {margins} margins after {after} blocks"), k => margins * Margin * Math.Max(0, k - Pilot - after));

    /// <summary>A count that loses one now and then, at a rate in margins.</summary>
    public static Shape Rare(double margins) =>
        Running(Named($"count, rate {margins} margins"), (noise, value, _) => value + noise.Poisson(margins * Margin), Unit.Count);

    /// <summary>A count that goes up and down by one, so often in a block.</summary>
    public static Shape Wander(double changes) =>
        Running(
            Named($"count, ±1 walk, {changes} a block"),
            (noise, value, _) => value + noise.Poisson(changes / 2) - noise.Poisson(changes / 2),
            Unit.Count);

    private static string Named(FormattableString name) => FormattableString.Invariant(name);
}
