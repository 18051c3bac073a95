namespace LeakGate.Observation.Targets;

/// <summary>The containers that run on this machine, for a person who wants to pick one.</summary>
public static class ContainerList
{
    /// <summary>Asks the container engine.</summary>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="cancel">Ends the question.</param>
    /// <returns>Names and images, and why there are none to tell.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<(IReadOnlyList<(string Name, string Image)> Found, string? Trouble)> ReadAsync(
        Func<string, string?> environment, CancellationToken cancel)
    {
        try
        {
            return (await ContainerEngine.Of(environment).ListAsync(cancel), null);
        }
        catch (TargetFailedException failure)
        {
            return ([], failure.Message);
        }
    }
}
