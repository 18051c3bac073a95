namespace LeakGate.Cli.Verbs;

/// <summary>
/// Text that holds names of a target, in the log of GitHub Actions: a line that begins with <c>::</c> is a command there, also one that was
/// broken in the middle of a name. Commands are switched off around it, by a word that nobody can guess.
/// </summary>
internal static class ForeignText
{
    /// <summary>Writes, and sees to it that nothing of that is a command.</summary>
    public static void Write(CliHost host, Action write)
    {
        if (host.Environment("GITHUB_ACTIONS") != "true")
        {
            write();
            return;
        }

        var word = Guid.NewGuid().ToString("N");
        host.Output.WriteLine("::stop-commands::" + word);
        try
        {
            write();
        }
        finally
        {
            host.Output.WriteLine("::" + word + "::");
        }
    }
}
