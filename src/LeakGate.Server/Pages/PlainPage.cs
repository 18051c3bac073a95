using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LeakGate.Server.Pages;

/// <summary>The page at <c>/</c>: the runs with links, and nothing that the API did not say.</summary>
internal static class PlainPage
{
    public static void Map(WebApplication app)
    {
        foreach ((string path, string name, string type) in new[]
        {
            ("/", "page.html", "text/html; charset=utf-8"), ("/page.js", "page.js", "text/javascript; charset=utf-8"), ("/page.css", "page.css", "text/css; charset=utf-8"),
        })
        {
            byte[] content = Resource(name);
            app.MapGet(path, () => Results.Bytes(content, type)).ExcludeFromDescription();
        }
    }

    private static byte[] Resource(string name)
    {
        using Stream stream = typeof(PlainPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in this assembly.");
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
