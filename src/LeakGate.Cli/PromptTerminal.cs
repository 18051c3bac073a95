using LeakGate.Cli.Display;
using Spectre.Console;

namespace LeakGate.Cli;

/// <summary>The terminal that questions are asked on, where there is one to answer: standard input and error, not in CI.</summary>
internal static class PromptTerminal
{
    /// <summary>The terminal, or <see langword="null"/>: then nothing may be asked.</summary>
    public static IAnsiConsole? Detect(Func<string, string?> environment)
    {
        DisplayTerminal terminal = DisplayTerminal.Detect(environment);
        return Console.IsInputRedirected || !terminal.Live ? null : AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            ColorSystem = terminal.Colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
    }
}
