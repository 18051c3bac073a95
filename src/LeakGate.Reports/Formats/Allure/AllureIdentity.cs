using System.Text;
using LeakGate.Findings;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>Ids that are the same whenever a run is written again.</summary>
internal static class AllureIdentity
{
    /// <summary>Names a result over runs: of nothing that changes from run to run.</summary>
    public static string Stable(params IEnumerable<string> parts) => Hash(parts)[..32];

    /// <summary>Names one thing of one run, as a UUID.</summary>
    public static string OfRun(params IEnumerable<string> parts) => Guid.ParseExact(Hash(parts)[..32], "N").ToString("D");

    private static string Hash(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(Sha256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
}
