namespace LeakGate.Observation.Targets;

/// <summary>A container of LeakGate's own that could not be removed.</summary>
/// <param name="Container">Its name.</param>
/// <param name="Why">Why not, as a sentence.</param>
internal sealed record ContainerLeftover(string Container, string Why)
{
    /// <summary>What is left, why, and what to do.</summary>
    public override string ToString() => $"The container {Container} may be left: {Why} Remove it with `docker rm --force --volumes {Container}`.";
}
