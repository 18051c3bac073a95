using LeakGate.Runs.Plans;

namespace LeakGate.Runs.Configuration;

/// <summary>What came of reading a configuration: a plan, or every reason why there is none.</summary>
public abstract record ConfigurationResult
{
    private ConfigurationResult()
    {
    }

    /// <summary>The configuration is right in every part.</summary>
    public sealed record Valid(RunPlan Plan) : ConfigurationResult;

    /// <summary>The configuration is wrong.</summary>
    /// <param name="Errors">All errors, at least one, sorted by line and column.</param>
    public sealed record Invalid(IReadOnlyList<ConfigurationError> Errors) : ConfigurationResult;
}
