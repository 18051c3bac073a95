using System.CommandLine;
using System.Text.Json.Nodes;
using LeakGate.Cli.Outcomes;
using LeakGate.Cli.Verbs;
using LeakGate.Runs;
using LeakGate.Runs.Configuration.Schema;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate schema config|verdict</c>: prints the JSON Schema.</summary>
internal static class SchemaCommand
{
    private static readonly string[] Documents = ["config", "verdict"];

    /// <summary>The verb, to be added to the root.</summary>
    /// <param name="texts">What it says.</param>
    /// <param name="refuse">Tells errors of usage and gives their exit code.</param>
    public static Command Create(CliTexts texts, Func<IReadOnlyList<string>, Task<int>> refuse)
    {
        Language language = texts.Language;
        Argument<string?> document = new("document")
        {
            HelpName = string.Join('|', Documents),
            Description = language.Pick("leakgate.yml, or verdict.json", "leakgate.yml или verdict.json"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> lang = LanguageChoice.Option(language);
        Command verb = new("schema", language.Pick("Print the JSON Schema of the configuration or the verdict", "Вывести JSON Schema настроек или вердикта")) { document, lang };
        verb.SetAction((parsed, _) =>
        {
            UsageErrors errors = new();
            LanguageChoice.Check(parsed.GetValue(lang), texts, errors);
            string? word = parsed.GetValue(document);
            if (word is null || !Documents.Contains(word, StringComparer.Ordinal))
            {
                errors.Add(word is null
                    ? texts.NoDocument(string.Join(", ", Documents))
                    : texts.UnknownValue("schema", word, Nearest.To(word, Documents), string.Join(", ", Documents)));
            }

            if (errors.Lines.Count > 0)
            {
                return refuse(errors.Lines);
            }

            JsonObject schema = word == "config" ? ConfigurationSchema.Create(language) : VerdictSchema.Create(language);
            parsed.InvocationConfiguration.Output.Write(schema.ToJsonString(RunJson.Indented) + "\n");
            return Task.FromResult(ExitCodes.Clean);
        });
        return verb;
    }
}
