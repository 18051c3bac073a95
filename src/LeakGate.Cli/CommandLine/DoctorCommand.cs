using System.CommandLine;
using LeakGate.Cli.Doctor;
using LeakGate.Cli.Verbs;
using LeakGate.Observation.Controls;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate doctor</c>: names, help and where each goes.</summary>
internal static class DoctorCommand
{
    /// <summary>The verb, to be added to the root.</summary>
    /// <param name="host">What it touches of the outside.</param>
    /// <param name="texts">What it says.</param>
    /// <param name="refuse">Tells errors of usage and gives their exit code.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static Command Create(
        CliHost host, CliTexts texts, Func<IReadOnlyList<string>, Task<int>> refuse, CancellationToken cancellation)
    {
        Language language = texts.Language;
        Option<string[]> only = new("--only")
        {
            Description = language.Pick("Prove only this kind; can be repeated", "Доказать только этот вид; можно повторять"),
            HelpName = language.Pick("KIND", "ВИД"),
        };
        Option<bool> json = new("--json") { Description = language.Pick("Print one document and nothing else", "Вывести один документ и больше ничего") };
        Option<bool> quiet = new("--quiet", "-q") { Description = language.Pick("No progress", "Без хода работы") };
        Option<string?> lang = LanguageChoice.Option(language);
        Command verb = new("doctor", language.Pick(
            "Prove on a leaking program and its clean twin that LeakGate sees here",
            "Доказать на программе с утечками и её чистом двойнике, что LeakGate здесь видит"))
        {
            only, json, quiet, lang,
        };
        verb.SetAction((parsed, _) =>
        {
            UsageErrors errors = new();
            string? code = parsed.GetValue(lang);
            LanguageChoice.Check(code, texts, errors);
            IReadOnlyList<ControlKind> kinds = Kinds(parsed.GetValue(only) ?? [], texts, errors);
            return errors.Lines.Count > 0
                ? refuse(errors.Lines)
                : new DoctorVerb(host, texts).ExecuteAsync(
                    new DoctorRequest { Kinds = kinds, Json = parsed.GetValue(json), Quiet = parsed.GetValue(quiet) }, cancellation);
        });
        return verb;
    }

    private static ControlKind[] Kinds(string[] words, CliTexts texts, UsageErrors errors)
    {
        string[] known = [.. ControlKind.All.Select(kind => kind.Resource.Name)];
        foreach (string word in words.Except(known, StringComparer.Ordinal))
        {
            errors.Add(texts.UnknownValue("--only", word, Nearest.To(word, known), string.Join(", ", known)));
        }

        return [.. ControlKind.All.Where(kind => words.Length == 0 || words.Contains(kind.Resource.Name, StringComparer.Ordinal))];
    }
}
