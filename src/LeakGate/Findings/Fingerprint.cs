using System.Text;

namespace LeakGate.Findings;

/// <summary>A short name that the same leak gets in every run, on every machine.</summary>
public static class Fingerprint
{
    /// <summary>
    /// <c>1:</c> and twelve hexadecimal digits of the SHA-256 of type, leading request and holder. Numbers that
    /// change between runs (counts, ports, rates) are no part of it.
    /// </summary>
    public static string Of(string type, string? request, string? holder)
    {
        var text = string.Join('\n', type, request ?? "", holder ?? "");
        return "1:" + Convert.ToHexStringLower(Sha256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }
}
