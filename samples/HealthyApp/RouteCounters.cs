using System.Collections.Concurrent;

namespace HealthyApp;

/// <summary>Requests by route. The routes of the program, never raw paths: those would make this a leak too.</summary>
internal sealed class RouteCounters
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, long>> Counts => _counts.OrderBy(count => count.Key, StringComparer.Ordinal);

    public void Count(string route) => _counts.AddOrUpdate(route, 1, (_, count) => count + 1);
}

/// <summary>Counts every request under its route.</summary>
internal sealed class RouteCounting(RequestDelegate next, RouteCounters counters)
{
    public Task InvokeAsync(HttpContext http)
    {
        counters.Count((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unknown");
        return next(http);
    }
}
