using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;
using Shouldly;

namespace LeakGate.Tests.Configuration;

/// <summary>Loads a configuration as the tests need it: a fixed folder and a fixed environment.</summary>
internal static class Yaml
{
    public const string Folder = "/srv/project";

    private static readonly Dictionary<string, string> Environment = new(StringComparer.Ordinal)
    {
        ["TOKEN"] = "s3cret",
        ["HOOK"] = "https://hooks.example.com/s3cret",
        ["EMPTY"] = "",
        ["BLANKS"] = "two words",
        ["DOLLARS"] = "pa$${redis.port}$",
    };

    public static ConfigurationResult Load(string yaml, Language language = Language.English, string? profile = null) =>
        ConfigurationLoader.Load(
            yaml, "leakgate.yml", new ConfigurationContext(Folder, name => Environment.GetValueOrDefault(name), language, profile));

    public static RunPlan Plan(string yaml, string? profile = null)
    {
        ConfigurationResult result = Load(yaml, profile: profile);
        string errors = result is ConfigurationResult.Invalid invalid ? string.Join('\n', invalid.Errors) : "";
        errors.ShouldBeEmpty();
        return ((ConfigurationResult.Valid)result).Plan;
    }

    public static IReadOnlyList<ConfigurationError> Errors(string yaml, Language language = Language.English) =>
        Load(yaml, language).ShouldBeOfType<ConfigurationResult.Invalid>().Errors;
}
