namespace LeakGate.Tests.Trends.Simulation;

/// <summary>Random numbers of a seed.</summary>
internal sealed class Noise(int seed)
{
    private readonly Random _random = new(seed);

    public double Uniform() => _random.NextDouble();

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>Poisson count, by Knuth's product in parts of mean 16 at most, so that e^−mean does not vanish.</summary>
    public int Poisson(double mean)
    {
        var count = 0;
        for (; mean > 16; mean -= 16)
        {
            count += Poisson(16);
        }

        var limit = Math.Exp(-mean);
        for (var product = _random.NextDouble(); product > limit; product *= _random.NextDouble())
        {
            count++;
        }

        return count;
    }
}
