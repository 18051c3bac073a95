using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace LeakGate.Cli.CommandLine;

/// <summary>Prints LeakGate's version, also when another program hosts it.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(PrintVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(Version);
        return 0;
    }
}
