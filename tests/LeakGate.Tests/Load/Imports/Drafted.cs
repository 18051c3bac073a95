using LeakGate.Observation.Load.Imports;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Configuration.Drafts;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;
using Shouldly;

namespace LeakGate.Tests.Load.Imports;

/// <summary>What was read from a file, written as a configuration and loaded as a run would load it.</summary>
internal static class Drafted
{
    public static ImportResult.Valid Right(ImportResult result) =>
        result.ShouldBeOfType<ImportResult.Valid>(result is ImportResult.Invalid wrong ? string.Join('\n', wrong.Errors) : "");

    public static string[] Errors(ImportResult result) => [.. result.ShouldBeOfType<ImportResult.Invalid>().Errors.Select(error => error.ToString())];

    public static string Yaml(ImportResult.Valid read, Language language = Language.English) => DraftWriter.Write(
        new ConfigurationDraft
        {
            Target = "service",
            Port = 5000,
            Url = read.Address ?? new Uri("http://127.0.0.1:5000"),
            From = "the file",
            Remarks = read.Remarks,
            Requests = read.Requests,
            Schema = "leakgate.schema.json",
        },
        language);

    /// <summary>The requests of the plan; every variable is set to its own name in lower case.</summary>
    public static IReadOnlyList<RequestPlan> Plan(ImportResult.Valid read, Language language = Language.English)
    {
        string yaml = Yaml(read, language);
        ConfigurationContext context = new("/srv/project", name => name.ToLowerInvariant(), language);
        ConfigurationResult result = ConfigurationLoader.Load(yaml, "leakgate.yml", context);
        (result is ConfigurationResult.Invalid wrong ? string.Join('\n', wrong.Errors) : "").ShouldBeEmpty(yaml);
        RunPlan plan = ((ConfigurationResult.Valid)result).Plan;
        plan.Warnings.ShouldBeEmpty(yaml);
        return plan.Resolve(new Dictionary<string, string>()).Load.Requests;
    }
}
