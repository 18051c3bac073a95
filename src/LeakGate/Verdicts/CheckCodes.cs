namespace LeakGate.Verdicts;

/// <summary>Stable keys of <see cref="MeasurementCheck.Code"/>.</summary>
public static class CheckCodes
{
    /// <summary>Planned requests of the judged blocks that were answered well: <c>planned</c>, <c>completed</c>, <c>share</c>, <c>needed</c>.</summary>
    public const string LoadLanded = "load_landed";

    /// <summary>Floors that had come to rest when they were read: <c>blocks</c>, <c>restless</c>.</summary>
    public const string FloorsSettled = "floors_settled";

    /// <summary>Part of a leak's growth that its largest block carries, by leaking resource: <c>share</c>; over 0.5 is weak.</summary>
    public const string LoneBlock = "lone_block";

    /// <summary>Highest reading against the limit, by resource: <c>highest</c>, <c>limit</c>, <c>share</c>; over 0.8 is weak.</summary>
    public const string NearLimit = "near_limit";

    /// <summary>Processor time of the machine that was free under load: <c>median</c>, <c>lowest</c>, <c>blocks</c>; a median under 0.05 is weak.</summary>
    public const string CpuFree = "cpu_free";

    /// <summary>Processor time that neither the target nor LeakGate took: <c>median</c>, <c>highest</c>, <c>blocks</c>; a median over 0.25 is weak.</summary>
    public const string NoisyNeighbour = "noisy_neighbour";

    /// <summary>Resources whose probe did not read known amounts; <c>resources</c>: how many decide.</summary>
    public const string ProbeBlind = "probe_blind";

    /// <summary>Resources that the target has and that could not be judged; <c>resources</c>: how many are judged.</summary>
    public const string NotJudged = "not_judged";

    /// <summary>Least growth that could be ruled out in the time watched, by open resource: <c>reach</c>, <c>margin</c>, <c>times</c>.</summary>
    public const string Reach = "reach";

    /// <summary>All of them, in the order of the verdict document.</summary>
    public static IReadOnlyList<string> All { get; } =
        [LoadLanded, FloorsSettled, LoneBlock, NearLimit, CpuFree, NoisyNeighbour, ProbeBlind, NotJudged, Reach];
}
