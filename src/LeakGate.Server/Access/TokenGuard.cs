using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LeakGate.Server.Access;

/// <summary>Whether a caller shows the token: in a header, or for the WebSocket, where browsers can't set headers, in its query.</summary>
internal sealed class TokenGuard(ServerOptions options)
{
    /// <summary>Key of the items of a call that showed it.</summary>
    public const string Shown = "leakgate.token";

    private const string Scheme = "Bearer ";

    private readonly byte[]? _expected = options.Token is { } token ? Hash(token.Reveal()) : null;

    /// <summary>Whether a token is needed at all.</summary>
    public bool IsNeeded => _expected is not null;

    /// <summary>Whether the call may go on.</summary>
    public bool Admits(HttpContext context)
    {
        if (_expected is null)
        {
            return true;
        }

        string header = context.Request.Headers.Authorization.ToString();
        string? given = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim()
            : context.Request.Path.StartsWithSegments("/live", StringComparison.Ordinal) ? context.Request.Query["access_token"].ToString()
            : null;

        // Hashes have one length, so the time of comparing tells nothing of the token's.
        if (given is null || !CryptographicOperations.FixedTimeEquals(Hash(given), _expected))
        {
            return false;
        }

        context.Items[Shown] = true;
        return true;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
