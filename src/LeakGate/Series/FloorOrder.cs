namespace LeakGate.Series;

/// <summary>What every judgement needs of its floors: finite values, requests that never fall.</summary>
internal static class FloorOrder
{
    /// <summary>Refuses floors that no statistic may be built on.</summary>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or a later floor has fewer requests than an earlier one.</exception>
    public static void Require(ReadOnlySpan<Floor> floors)
    {
        var before = 0.0;
        for (var i = 0; i < floors.Length; i++)
        {
            var (requests, value) = floors[i];
            if (!double.IsFinite(value) || !double.IsFinite(requests))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Floor {i + 1} of {floors.Length} is not finite: {value} at {requests} requests. A gap is left out, never passed as a number."),
                    nameof(floors));
            }

            if (requests < before)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Floor {i + 1} of {floors.Length} has {requests} requests, the one before {before}: requests are cumulative and never fall."),
                    nameof(floors));
            }

            before = requests;
        }
    }
}
