using LeakGate.Runs.Text;

namespace LeakGate.Cli.Display;

/// <summary>Chooses how progress is shown.</summary>
internal static class RunDisplays
{
    /// <summary>
    /// Nothing with <paramref name="quiet"/>; a live display where standard error is a terminal and no CI; plain lines otherwise.
    /// </summary>
    /// <param name="quiet">Whether nothing is wanted.</param>
    /// <param name="language">Of the words.</param>
    /// <param name="terminal">Where to; default standard error.</param>
    /// <param name="time">Clock of the live display; default the system's.</param>
    public static IRunDisplay Create(bool quiet, Language language, DisplayTerminal? terminal = null, TimeProvider? time = null)
    {
        if (quiet)
        {
            return new QuietDisplay();
        }

        terminal ??= DisplayTerminal.Detect(Environment.GetEnvironmentVariable);
        return terminal.Live
            ? new LiveDisplay(terminal, language, time ?? TimeProvider.System)
            : new PlainDisplay(terminal.Writer, language);
    }
}
