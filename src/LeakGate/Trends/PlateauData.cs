using LeakGate.Series;

namespace LeakGate.Trends;

/// <summary>One time constant of the plateau model, fitted.</summary>
/// <param name="Tau">τ: requests in which the fill comes 63 % nearer to its end; of a straight fill those at which it ends.</param>
/// <param name="Slope">β: growth that stays when the fill is over, unit per request.</param>
/// <param name="Fill">c: what the fill adds in all, in the resource's unit, not negative.</param>
/// <param name="ResidualSum">Sum of squared residuals.</param>
internal readonly record struct PlateauFit(double Tau, double Slope, double Fill, double ResidualSum);

/// <summary>
/// Floors made ready for least squares at many τ: requests from the first floor on, scaled by the span, and all columns
/// centred, which leaves a 2×2 system for each τ.
/// </summary>
internal sealed class PlateauData
{
    private readonly double[] _requests;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double _span;
    private readonly double _xx;
    private readonly double _xy;
    private readonly double _yy;

    /// <summary>At least two floors with requests between them.</summary>
    public PlateauData(ReadOnlySpan<Floor> floors)
    {
        _span = floors[^1].Requests - floors[0].Requests;
        _requests = new double[floors.Length];
        _x = new double[floors.Length];
        _y = new double[floors.Length];
        for (var i = 0; i < floors.Length; i++)
        {
            _requests[i] = floors[i].Requests - floors[0].Requests;
            _x[i] = _requests[i] / _span;
            _y[i] = floors[i].Value - floors[0].Value;
        }

        Centre(_x);
        Centre(_y);
        (_xx, _xy, _yy) = (Product(_x, _x), Product(_x, _y), Product(_y, _y));
        LineResidual = Math.Max(0, _yy - (_xy * _xy / _xx));
    }

    /// <summary>Sum of squared residuals of the straight line.</summary>
    public double LineResidual { get; }

    /// <summary>Least squares at one τ; where c would be negative, the straight line.</summary>
    public PlateauFit At(double tau)
    {
        Span<double> fill = _requests.Length <= 256 ? stackalloc double[_requests.Length] : new double[_requests.Length];
        for (var i = 0; i < fill.Length; i++)
        {
            fill[i] = 1 - Math.Exp(-_requests[i] / tau);
        }

        return Fit(tau, fill);
    }

    /// <summary>Least squares with a fill that rises in a straight line and is over at one floor; where c would be negative, the straight line.</summary>
    public PlateauFit EndingAt(int floor)
    {
        Span<double> fill = _requests.Length <= 256 ? stackalloc double[_requests.Length] : new double[_requests.Length];
        for (var i = 0; i < fill.Length; i++)
        {
            fill[i] = Math.Min(1, _requests[i] / _requests[floor]);
        }

        return Fit(_requests[floor], fill);
    }

    private PlateauFit Fit(double tau, Span<double> fill)
    {
        Centre(fill);
        var (xf, ff, fy) = (Product(_x, fill), Product(fill, fill), Product(fill, _y));
        var determinant = (_xx * ff) - (xf * xf);
        var amount = determinant > 1e-12 * _xx * ff ? ((fy * _xx) - (_xy * xf)) / determinant : 0;
        if (amount <= 0)
        {
            return new PlateauFit(tau, _xy / _xx / _span, 0, LineResidual);
        }

        var slope = ((_xy * ff) - (fy * xf)) / determinant;
        return new PlateauFit(tau, slope / _span, amount, Math.Max(0, _yy - (slope * _xy) - (amount * fy)));
    }

    private static void Centre(Span<double> values)
    {
        var mean = 0.0;
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        foreach (ref var value in values)
        {
            value -= mean;
        }
    }

    private static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
