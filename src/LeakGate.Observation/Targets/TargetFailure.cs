namespace LeakGate.Observation.Targets;

/// <summary>Tells a target's failure to a person: what happened, and the last it had to say.</summary>
public static class TargetFailure
{
    /// <summary>How many lines of its last output a message holds.</summary>
    public const int LinesShown = 12;

    /// <summary>The failure of a target that ended by itself.</summary>
    /// <exception cref="InvalidOperationException">It has not ended.</exception>
    public static TargetFailedException OfExit(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!target.Exited.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException($"{target.Name} has not ended.");
        }

        var exit = target.Exited.GetAwaiter().GetResult();
        var code = exit switch
        {
            { Error: not null, Code: 127 } => "not_found",
            { Error: not null, Code: not null } => "not_started",
            { OutOfMemory: true } => "out_of_memory",
            { Signal: not null } => "killed",
            { Code: not null } => "exited",
            _ => "gone",
        };
        return new TargetFailedException(code, target.Name + (exit.Error is null ? $" {exit}." : $": {exit}."), target.LastOutput(LinesShown));
    }

    /// <summary>A failure in words of its own, with the target's last output.</summary>
    /// <param name="code">Key, as <see cref="TargetFailedException.Code"/> lists them.</param>
    /// <param name="target">The target.</param>
    /// <param name="what">What happened, in words, as a sentence without its subject.</param>
    public static TargetFailedException Of(string code, ITarget target, string what)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new TargetFailedException(code, $"{target.Name} {what}", target.LastOutput(LinesShown));
    }
}
