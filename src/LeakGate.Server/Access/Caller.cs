using Microsoft.AspNetCore.Http;

namespace LeakGate.Server.Access;

/// <summary>Who calls, as far as can be told.</summary>
/// <param name="Address">Address that the connection comes from.</param>
/// <param name="Agent">What it calls itself; nobody vouches for it.</param>
/// <param name="Token">Whether it showed the token.</param>
internal sealed record Caller(string Address, string Agent, bool Token)
{
    private const int MostAgent = 120;

    public static Caller Of(HttpContext context)
    {
        string agent = context.Request.Headers.UserAgent.ToString();
        return new Caller(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            agent.Length <= MostAgent ? agent : agent[..MostAgent],
            context.Items.ContainsKey(TokenGuard.Shown));
    }
}
