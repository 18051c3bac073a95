using LeakGate.Cli.CommandLine;
using LeakGate.Cli.Verbs;

namespace LeakGate.Cli;

/// <summary>Everything but the hidden verbs. Apart from the program's first lines, so that those load no command-line library.</summary>
internal static class EntryPoint
{
    public static int Run(IReadOnlyList<string> args)
    {
        using Interruption interruption = new();
        interruption.Listen();
        CliApplication application = new(CliHost.Real(), RunVerb.ExecuteAsync, DemoVerb.ExecuteAsync);
        return application.RunAsync(args, interruption.Token).GetAwaiter().GetResult();
    }
}
