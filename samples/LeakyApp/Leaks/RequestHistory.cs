using System.Globalization;

namespace LeakyApp.Leaks;

/// <summary>
/// LEAK: a history of all requests, kept in memory "for the status page". Small per request (some 250 bytes), and never cut.
/// </summary>
/// <remarks>
/// How it comes about: a list that was meant for the last few requests and has no line that removes any. It is the slowest
/// leak here: at ten requests a second it takes weeks to be noticed, which is why such leaks live in production for years.
/// Every endpoint feeds it, so it looks like "everything leaks a little".
/// Done rightly: HealthyApp/RequestHistory.cs, a ring of fixed size.
/// </remarks>
internal sealed class RequestHistory(RequestDelegate next, TimeProvider clock)
{
    // A linked list grows by one node at a time. An array list would leak the same, in jumps at each doubling.
    private static readonly LinkedList<string> Lines = [];
    private static readonly Lock Gate = new();

    /// <summary>Requests remembered.</summary>
    public static int Count
    {
        get
        {
            lock (Gate)
            {
                return Lines.Count;
            }
        }
    }

    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        var request = http.Request;
        if (request.Path == "/health" || request.Path == "/metrics")
        {
            return;
        }

        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.GetUtcNow():O} {request.Method} {request.Path} {http.Response.StatusCode} {http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}");
        lock (Gate)
        {
            Lines.AddLast(line);
        }
    }
}
