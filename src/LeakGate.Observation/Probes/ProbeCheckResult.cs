namespace LeakGate.Observation.Probes;

/// <summary>What the probe check found, by resource.</summary>
/// <param name="Lines">One for each resource that was checked.</param>
public sealed record ProbeCheckResult(IReadOnlyList<ProbeCheckLine> Lines)
{
    /// <summary>Whether every reading matched: otherwise the run is inconclusive, since a blind probe must not pass a build.</summary>
    public bool Ok => Lines.All(line => line.Ok);
}

/// <summary>One resource: what the child took, and what the probe saw of it.</summary>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Expected">What the child took, in the resource's unit.</param>
/// <param name="Read">By how much the reading rose; <see langword="null"/> with a gap.</param>
/// <param name="Gap">Why there is no reading.</param>
public sealed record ProbeCheckLine(string Resource, double Expected, double? Read, string? Gap)
{
    /// <summary>How far a reading may be off: 5 %.</summary>
    public const double Tolerance = 0.05;

    /// <summary>Whether the reading matches.</summary>
    public bool Ok => Read is { } read && Math.Abs(read - Expected) <= Tolerance * Expected;
}
