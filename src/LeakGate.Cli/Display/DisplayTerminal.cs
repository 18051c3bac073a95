namespace LeakGate.Cli.Display;

/// <summary>The terminal, or what stands in its place, that progress goes to.</summary>
/// <param name="Writer">Standard error.</param>
/// <param name="Live">Whether a live display can be drawn: a terminal that moves its cursor, and no CI.</param>
/// <param name="Colour">Whether colour is wanted.</param>
/// <param name="Unicode">Whether it shows more than ASCII.</param>
/// <param name="Size">Its size now, in columns and rows.</param>
internal sealed record DisplayTerminal(TextWriter Writer, bool Live, bool Colour, bool Unicode, Func<(int Columns, int Rows)> Size)
{
    /// <summary>The process' standard error.</summary>
    /// <param name="environment">Gives the value of an environment variable, or <see langword="null"/>.</param>
    public static DisplayTerminal Detect(Func<string, string?> environment) =>
        Of(Console.Error, !Console.IsErrorRedirected, environment, TerminalSize.OfStandardError);

    /// <summary>A terminal by what the environment says of it.</summary>
    public static DisplayTerminal Of(
        TextWriter writer, bool isTerminal, Func<string, string?> environment, Func<(int Columns, int Rows)> size)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var term = environment("TERM") ?? "";
        var live = isTerminal && term is not ("" or "dumb") && !IsSet(environment("CI"));

        // https://no-color.org: any value that is not empty.
        var colour = live && string.IsNullOrEmpty(environment("NO_COLOR"));
        return new DisplayTerminal(writer, live, colour, term is not "linux" && SpeaksUtf8(environment), size);
    }

    private static bool IsSet(string? ci) => ci is not (null or "" or "0") && !ci.Equals("false", StringComparison.OrdinalIgnoreCase);

    // POSIX order of the locale variables. Without any, only ASCII is sure; but a bare container mostly sits behind a terminal that
    // speaks UTF-8, and .NET writes it there, so only a locale that names another charset counts against it.
    private static bool SpeaksUtf8(Func<string, string?> environment)
    {
        var locale = new[] { "LC_ALL", "LC_CTYPE", "LANG" }.Select(environment).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        var dot = locale?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        return dot < 0
            || locale![(dot + 1)..].StartsWith("utf8", StringComparison.OrdinalIgnoreCase)
            || locale[(dot + 1)..].StartsWith("utf-8", StringComparison.OrdinalIgnoreCase);
    }
}
