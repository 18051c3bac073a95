using System.CommandLine;

namespace LeakGate.Cli.CommandLine;

/// <summary>The words that a verb takes beside options, as far as they are a closed set.</summary>
internal static class CompletionWords
{
    public static IReadOnlyList<string> Of(Command root, Command verb) => verb.Name == "help"
        ? [.. VerbWords.Verbs(root).Select(known => known.Name), .. HelpTopics.All.Select(topic => topic.Name), "man"]
        : [.. verb.Arguments.SelectMany(argument => VerbWords.Choices(argument.HelpName))];
}
