using LeakGate.Reports.Formats.Console;

namespace LeakGate.Cli.Verbs;

/// <summary>How the summary looks where it is printed.</summary>
internal static class ConsoleStyles
{
    /// <summary>80 columns; colour only on a terminal without <c>NO_COLOR</c>.</summary>
    public static ConsoleStyle Of(RunOptions options) => new()
    {
        Width = 80,
        Colour = !Console.IsOutputRedirected && string.IsNullOrEmpty(options.Host.Environment("NO_COLOR")),
        Language = options.Language,
        Explain = options.Explain,
    };
}
