using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LeakGate.Server.Pages;

/// <summary>The dashboard of <c>web/</c>: one page for all its addresses, its script and its style. They hold nothing that the API did not say.</summary>
internal static class DashboardPages
{
    private static readonly string[] Addresses =
        ["/", "/start", "/runs", "/runs/{run}", "/runs/{run}/{target}", "/compare", "/trends", "/targets", "/settings"];

    public static void Map(WebApplication app)
    {
        foreach (string address in Addresses)
        {
            Serve(app, address, "page.html", "text/html; charset=utf-8");
        }

        byte[] page = Resource("page.html");
        app.MapFallback("{**path}", IResult () => new NothingHere(page)).ExcludeFromDescription();
        Serve(app, "/dashboard.js", "dashboard.js", "text/javascript; charset=utf-8");
        Serve(app, "/dashboard.css", "dashboard.css", "text/css; charset=utf-8");
    }

    private static void Serve(WebApplication app, string address, string name, string type)
    {
        byte[] content = Resource(name);
        app.MapGet(address, () => Results.Bytes(content, type)).ExcludeFromDescription();
    }

    /// <summary>An address that is none of the dashboard's: its page says so, and the status too.</summary>
    private sealed class NothingHere(byte[] page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status404NotFound;
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            await httpContext.Response.Body.WriteAsync(page, httpContext.RequestAborted);
        }
    }

    private static byte[] Resource(string name)
    {
        using Stream stream = typeof(DashboardPages).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in this assembly.");
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
