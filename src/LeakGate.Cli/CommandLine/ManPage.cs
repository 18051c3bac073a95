using System.CommandLine;
using System.Text;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>The whole command as a man page (section 1, roff with the man macros), from the same words as the help.</summary>
internal sealed class ManPage
{
    private readonly StringBuilder _roff = new();
    private readonly Language _language;

    private ManPage(Language language) => _language = language;

    /// <summary>The page, lines ended by <c>\n</c>, UTF-8.</summary>
    public static string Of(Command root, Language language)
    {
        ManPage page = new(language);
        page.Write(root);
        return page._roff.ToString();
    }

    private void Write(Command root)
    {
        _roff.Append("'\\\" -*- coding: UTF-8 -*-\n");
        Macro("TH", "LEAKGATE", "1", "", "LeakGate " + PrintVersion.Version, Pick("User commands", "Команды пользователя"));
        Section(Pick("NAME", "НАЗВАНИЕ"));
        Text("leakgate - " + Pick("find what a running service fails to give back", "найти то, что работающая служба не отдаёт обратно"));
        Section(Pick("SYNOPSIS", "ОБЗОР"));
        foreach (Command verb in VerbWords.Verbs(root))
        {
            Text(VerbWords.Synopsis(verb, _language));
            _roff.Append(".br\n");
        }

        Section(Pick("DESCRIPTION", "ОПИСАНИЕ"));
        Text(root.Description ?? "");
        Section(Pick("VERBS", "КОМАНДЫ"));
        foreach (Command verb in VerbWords.Verbs(root))
        {
            Macro("SS", "leakgate " + verb.Name);
            Text(verb.Description ?? "");
            foreach (Argument argument in verb.Arguments.Where(argument => !argument.Hidden))
            {
                Term(argument.HelpName ?? argument.Name, argument.Description ?? "");
            }

            foreach (Option option in VerbWords.Options(verb))
            {
                Term(VerbWords.Usage(option), VerbWords.Description(option, _language));
            }
        }

        foreach (HelpTopic topic in HelpTopics.All)
        {
            Section((topic.Name == "exit-codes" ? Pick("Exit status", topic.Russian) : Pick(topic.English, topic.Russian)).ToUpperInvariant());
            foreach ((string term, string english, string russian) in topic.Terms)
            {
                Term(term, Pick(english, russian));
            }
        }

        Section(Pick("EXAMPLES", "ПРИМЕРЫ"));
        foreach ((string command, string english, string russian) in VerbWords.Verbs(root).SelectMany(verb => HelpWithExamples.Examples(verb.Name)).Distinct())
        {
            Term(command, Pick(english, russian));
        }
    }

    private string Pick(string english, string russian) => _language.Pick(english, russian);

    private void Section(string title) => Macro("SH", title);

    private void Term(string term, string meaning)
    {
        _roff.Append(".TP\n\\fB").Append(Escape(term)).Append("\\fR\n");
        Text(meaning);
    }

    private void Text(string text) => _roff.Append(Escape(text)).Append('\n');

    private void Macro(string name, params string[] words) =>
        _roff.Append('.').Append(name).Append(' ').AppendJoin(' ', words.Select(word => $"\"{Escape(word).Replace("\"", "\\(dq", StringComparison.Ordinal)}\"")).Append('\n');

    /// <summary>Backslashes and hyphens as themselves; a dot or quote that begins a line is no request.</summary>
    private static string Escape(string text)
    {
        string plain = text.Replace("\\", "\\(rs", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return plain.StartsWith('.') || plain.StartsWith('\'') ? "\\&" + plain : plain;
    }
}
