using System.Net.Sockets;
using Npgsql;

namespace LeakyApp;

/// <summary>Turns a server behind that cannot serve (out of connections, gone) into a 503 that says so.</summary>
internal sealed class ServerErrors(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or IOException && !http.Response.HasStarted)
        {
            if (http.RequestAborted.IsCancellationRequested)
            {
                return;
            }

            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsJsonAsync(new { error = e.Message });
        }
    }
}
