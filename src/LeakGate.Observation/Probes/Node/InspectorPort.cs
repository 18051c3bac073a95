using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LeakGate.Observation.Probes.Node;

/// <summary>At which port Node.js listens for a debugger: 9229, or as its command line says (<c>--inspect=HOST:PORT</c>, <c>--inspect-port=PORT</c>).</summary>
internal static partial class InspectorPort
{
    private const int Usual = 9229;

    /// <summary>The port.</summary>
    /// <param name="commandLine">Words of the command line, each ended by a zero byte.</param>
    public static int Of(ReadOnlySpan<byte> commandLine)
    {
        var port = Usual;
        foreach (var word in Encoding.UTF8.GetString(commandLine).Split('\0'))
        {
            if (Option().Match(word) is { Success: true } found && int.TryParse(found.Groups["port"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var given))
            {
                port = given;
            }
        }

        return port;
    }

    [GeneratedRegex(@"^--(inspect|inspect-brk|inspect-wait|inspect-port|debug-port)=(.*:)?(?<port>\d{1,5})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Option();
}
