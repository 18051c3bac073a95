using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LeakGate.Server.Access;

/// <summary>What every call has to pass, in order: its Host, where it comes from, its token. What is refused is logged and told without a reason to guess from.</summary>
internal sealed class AccessRules(ServerOptions options, TokenGuard token, AuditLog audit)
{
    /// <summary>Why a call is refused; <see langword="null"/>: it is not.</summary>
    public (int Status, string Code, string Detail)? Refusal(HttpContext context)
    {
        (int, string, string)? refusal = Host(context.Request)
            ?? CrossSite(context.Request)
            ?? Token(context)
            ?? Upwards(context)
            ?? ContentType(context);
        if (refusal is { } told)
        {
            audit.Refuse(told.Item2, context.Request.Method, context.Request.Path, Caller.Of(context));
        }

        return refusal;
    }

    /// <summary>A page of another site whose name was made to point here still says its own name. With a token it can't do anything; on loopback it could.</summary>
    private (int, string, string)? Host(HttpRequest request)
    {
        string host = request.Host.Host.Trim('[', ']');
        bool own = host is "localhost" || (IPAddress.TryParse(host, out IPAddress? address) && (IPAddress.IsLoopback(address) || address.Equals(options.Bind)));
        return own || !IPAddress.IsLoopback(options.Bind) ? null : (421, "host", "This server answers to its own names only: localhost and 127.0.0.1.");
    }

    private static (int, string, string)? CrossSite(HttpRequest request)
    {
        bool changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        bool live = request.Path.StartsWithSegments("/live", StringComparison.Ordinal);
        if (!changes && !live)
        {
            return null;
        }

        string origin = request.Headers.Origin.ToString();
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        bool own = (origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            && site is "" or "same-origin" or "none";
        return own ? null : (403, "cross_site", "Another site may not do this.");
    }

    private (int, string, string)? Token(HttpContext context) =>
        NeedsToken(context.Request.Path) && !token.Admits(context) ? (401, "token", "This server wants its token: Authorization: Bearer TOKEN.") : null;

    /// <summary>No address of this server leads upwards. Asked of the path as it was sent: what the web server made of it shows no more.</summary>
    private static (int, string, string)? Upwards(HttpContext context)
    {
        string sent = Uri.UnescapeDataString((context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").Split('?')[0]);
        return sent.Split('/', '\\').Contains("..") ? (404, "path", "There is nothing at such a path.") : null;
    }

    /// <summary>A form of another site can send only some content types, and JSON is none of them; a header token it cannot send either.</summary>
    private (int, string, string)? ContentType(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && !context.Request.HasJsonContentType()
        && !context.Request.Path.StartsWithSegments("/live", StringComparison.Ordinal)
        && !(token.IsNeeded && context.Items.ContainsKey(TokenGuard.Shown))
            ? (415, "content_type", "Send application/json.") : null;

    /// <summary>The page itself holds nothing; whether the server lives is for everybody.</summary>
    private static bool NeedsToken(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/live", StringComparison.Ordinal)
        || path.StartsWithSegments("/metrics", StringComparison.Ordinal) || path.StartsWithSegments("/openapi", StringComparison.Ordinal);
}
