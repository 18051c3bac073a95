namespace LeakGate.Observation.Targets;

/// <summary>Looks for the path by which a running service says that it is ready.</summary>
public static class HealthGuess
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Paths that frameworks and orchestrators use, the most common first.</summary>
    private static readonly string[] Paths = ["/health", "/healthz", "/health/ready", "/ready", "/readyz", "/livez", "/actuator/health"];

    /// <summary>The first of the usual paths that answers 2xx; <see langword="null"/>: none does, or the address is not this machine's.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<string?> FindAsync(Uri address, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsLoopback)
        {
            return null;
        }

        foreach (string path in Paths)
        {
            using HealthQuestion question = new(new Uri(address, path), anyAnswer: false, time);
            string? problem = await question.AskAsync(Longest, cancel);
            if (problem is null)
            {
                return path;
            }

            // Nobody is there, or nobody who answers: the other paths would say the same.
            if (!problem.StartsWith("GET ", StringComparison.Ordinal) || !problem.Contains(" answered ", StringComparison.Ordinal))
            {
                return null;
            }
        }

        return null;
    }
}
