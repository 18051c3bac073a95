using System.CommandLine;
using LeakGate.Cli.Verbs;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary><c>leakgate baseline set|show|clear</c>: names, help and where each goes.</summary>
internal static class BaselineCommand
{
    public const string Name = "baseline";

    private static readonly string[] Actions = ["set", "show", "clear"];

    public static Command Create(CliHost host, CliTexts texts, Func<IReadOnlyList<string>, Task<int>> refuse, CancellationToken cancellation)
    {
        Language language = texts.Language;
        Argument<string?> action = new("ACTION")
        {
            HelpName = string.Join('|', Actions),
            Arity = ArgumentArity.ZeroOrOne,
            Description = language.Pick("Compare with one run, tell what is compared with, or go back to the last runs", "Сравнивать с одним запуском, показать, с чем сравнивают, или вернуться к последним запускам"),
        };
        Argument<string?> run = new("RUN")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = language.Pick("With set: the id of a run in the history", "Для set: номер запуска из истории"),
        };
        Option<string?> target = new("--target", "-t") { HelpName = "NAME", Description = language.Pick("Only this target", "Только эта цель") };
        Option<string?> branch = new("--branch")
        {
            HelpName = "BRANCH",
            Description = language.Pick("Branch whose baseline it is; default main", "Чья это точка отсчёта; по умолчанию ветка main"),
        };
        Option<string?> lang = LanguageChoice.Option(language);
        Command verb = new(Name, language.Pick("What runs are compared with", "С чем сравниваются запуски")) { action, run, target, branch, lang };
        verb.SetAction((parsed, _) =>
        {
            BaselineVerb body = new(host, texts);
            UsageErrors errors = new();
            new ExitWords(texts, errors).CheckLanguage(parsed.GetValue(lang));
            string of = parsed.GetValue(branch) ?? RunHistory.DefaultBranch;
            string? word = parsed.GetValue(action);
            string? id = parsed.GetValue(run);
            if (word is null || !Actions.Contains(word, StringComparer.Ordinal))
            {
                errors.Add(texts.UnknownValue("ACTION", word ?? "", Nearest.To(word ?? "", Actions), string.Join(", ", Actions)));
            }
            else if ((word == "set") != (id is not null))
            {
                errors.Add(id is null ? texts.NoRunToSet() : texts.StrayWord(id, "leakgate baseline " + word));
            }

            return errors.Lines.Count > 0 ? refuse(errors.Lines)
                : word == "set" ? body.SetAsync(id!, parsed.GetValue(target), of, cancellation)
                : word == "show" ? body.ShowAsync(parsed.GetValue(target), of, cancellation)
                : body.ClearAsync(parsed.GetValue(target), of, cancellation);
        });
        return verb;
    }
}
