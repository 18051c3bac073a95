using System.Globalization;

namespace HealthyApp;

/// <summary>Remembers every request but health checks and scrapes.</summary>
internal sealed class RequestHistory(RequestDelegate next, RecentRequests recent, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        var request = http.Request;
        if (request.Path == "/health" || request.Path == "/metrics")
        {
            return;
        }

        recent.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.GetUtcNow():O} {request.Method} {request.Path} {http.Response.StatusCode} {http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}"));
    }
}

/// <summary>
/// The last requests, in a ring of fixed size: the newest takes the place of the oldest. Thread safe.
/// </summary>
/// <remarks>The twin of LeakyApp's RequestHistory: the bound is there from the first line on, not added after the incident.</remarks>
internal sealed class RecentRequests
{
    private readonly string[] _lines = new string[500];
    private readonly Lock _gate = new();
    private long _added;

    /// <summary>Requests remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return (int)Math.Min(_added, _lines.Length);
            }
        }
    }

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines[_added++ % _lines.Length] = line;
        }
    }
}
