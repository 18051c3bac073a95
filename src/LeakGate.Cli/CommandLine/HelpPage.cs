using System.CommandLine;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>The help of one verb as text of at most 80 columns, all of it in one language.</summary>
internal static class HelpPage
{
    private const int Width = 80;
    private const int WidestTerm = 28;

    public static void Write(TextWriter output, Command verb, Language language)
    {
        foreach (string line in TextColumns.Wrap(verb.Description ?? "", Width))
        {
            output.WriteLine(line);
        }

        Heading(output, language.Pick("Usage:", "Вызов:"));
        output.WriteLine("  " + VerbWords.Synopsis(verb, language));
        Command[] verbs = [.. VerbWords.Verbs(verb)];
        if (verbs.Length > 0)
        {
            Heading(output, language.Pick("Verbs:", "Команды:"));
            Terms(output, [.. verbs.Select(known => (known.Name, known.Description ?? ""))]);
        }

        if (verb.Arguments.Any(argument => !argument.Hidden))
        {
            Heading(output, language.Pick("Words:", "Слова:"));
            Terms(output, [.. verb.Arguments.Where(argument => !argument.Hidden).Select(argument => (argument.HelpName ?? argument.Name, argument.Description ?? ""))]);
        }

        Heading(output, language.Pick("Options:", "Параметры:"));
        Terms(output, [.. VerbWords.Options(verb).Select(option => (VerbWords.Usage(option), VerbWords.Description(option, language)))]);
        Heading(output, language.Pick("Examples:", "Примеры:"));
        foreach ((string command, string english, string russian) in HelpWithExamples.Examples(verb is RootCommand ? "" : verb.Name))
        {
            output.WriteLine($"  {command}");
            output.WriteLine($"      {language.Pick(english, russian)}");
        }

        Heading(output, language.Pick("Exit codes:", "Коды выхода:"));
        Terms(output, [.. HelpWithExamples.CodesOf(verb is RootCommand ? "" : verb.Name).Select(code => ($"{code.Code,-4}", language.Pick(code.English, code.Russian)))]);
        if (verb is RootCommand)
        {
            output.WriteLine();
            output.WriteLine(language.Pick(
                "More: leakgate VERB --help, leakgate help TOPIC. Topics:", "Подробнее: leakgate КОМАНДА --help, leakgate help ТЕМА. Темы:"));
            output.WriteLine("  " + string.Join(", ", HelpTopics.All.Select(topic => topic.Name)));
        }
    }

    /// <summary>Terms with their meaning beside them; a term that is too wide has its meaning below.</summary>
    public static void Terms(TextWriter output, IReadOnlyList<(string Term, string Meaning)> terms)
    {
        int width = Math.Min(WidestTerm, terms.Max(term => TextColumns.Width(term.Term)));
        string indent = new(' ', width + 4);
        foreach ((string term, string meaning) in terms)
        {
            bool beside = TextColumns.Width(term) <= width;
            IReadOnlyList<string> lines = TextColumns.Wrap(meaning, Width - indent.Length);
            output.WriteLine($"  {(beside ? TextColumns.Left(term, width) + "  " + lines[0] : term)}".TrimEnd());
            foreach (string line in beside ? lines.Skip(1) : lines)
            {
                output.WriteLine(indent + line);
            }
        }
    }

    private static void Heading(TextWriter output, string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }
}
