using LeakGate.Runs.Configuration.Sections;
using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;

namespace LeakGate.Runs.Configuration;

/// <summary>Reads <c>leakgate.yml</c>. Pure but for what the context gives; safe for use from several threads.</summary>
public static class ConfigurationLoader
{
    /// <summary>Name of the file that is looked for where none is given.</summary>
    public const string DefaultFileName = "leakgate.yml";

    /// <summary>Reads a configuration and finds everything that is wrong with it at once.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="fileName">Its name, for errors.</param>
    /// <param name="context">What it depends on.</param>
    public static ConfigurationResult Load(string yaml, string fileName, ConfigurationContext context)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(context);
        ConfigurationScan scan = new(yaml, fileName, context);
        RunPlan? plan = DocumentReader.Read(yaml, scan) is { } document ? PlanSection.Read(document, scan) : null;
        return plan is not null && scan.Errors.Count == 0
            ? new ConfigurationResult.Valid(plan)
            : new ConfigurationResult.Invalid(
                [.. scan.Errors.OrderBy(error => error.Line).ThenBy(error => error.Column).Distinct()]);
    }
}
