using Spectre.Console;

namespace LeakGate.Cli;

/// <summary>What the command line touches of the outside.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress, warnings and errors.</param>
/// <param name="Environment">Gives the value of an environment variable, or <see langword="null"/>.</param>
/// <param name="CurrentFolder">Absolute folder that relative paths start from.</param>
internal sealed record CliHost(TextWriter Output, TextWriter Error, Func<string, string?> Environment, string CurrentFolder)
{
    /// <summary>The terminal that questions are asked on; <see langword="null"/>: nobody is there to answer.</summary>
    public Func<IAnsiConsole?> Prompts { get; init; } = () => null;

    /// <summary>The real one.</summary>
    public static CliHost Real() =>
        new(Console.Out, Console.Error, System.Environment.GetEnvironmentVariable, Directory.GetCurrentDirectory())
        {
            Prompts = () => PromptTerminal.Detect(System.Environment.GetEnvironmentVariable),
        };
}
