using System.Globalization;
using System.Text.Json;

namespace HealthyApp;

/// <summary>The HTTP surface, the same as LeakyApp's.</summary>
internal static class Endpoints
{
    private const string MetricsType = "text/plain; version=0.0.4; charset=utf-8";
    private static readonly string StressValue = new('s', 4000);
    private static long _stressKeys;

    public static void Map(WebApplication app)
    {
        app.MapGet("/health", (Readiness readiness) => readiness.Waiting is { } waiting
            ? Results.Json(new { status = "starting", waiting }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Ok(new { status = "ok" }));

        app.MapPost("/api/cache", async (HttpRequest request, BoundedCache cache, CancellationToken cancel) =>
        {
            var (post, problem) = await CachePost.ReadAsync(request.Body, cancel);
            if (post is null)
            {
                return Results.BadRequest(new { error = problem });
            }

            return Results.Ok(new { key = post.Key, bytes = cache.Put(post.Key, post.Value) });
        });

        app.MapGet("/api/database", async (Database database, CancellationToken cancel) =>
            Results.Ok(new { sum = await database.QueryAsync(cancel) }));

        app.MapPost("/api/file", async (TemporaryFiles files, CancellationToken cancel) =>
            Results.Ok(new { file = await files.WriteAsync(cancel) }));

        app.MapPost("/api/redis", async (SharedRedis redis, CancellationToken cancel) =>
            Results.Ok(new { visits = await redis.CountVisitAsync(cancel) }));

        // Everything at once, as one page of a real application would.
        app.MapGet("/api/stress", async (
            BoundedCache cache,
            Database database,
            TemporaryFiles files,
            SharedRedis redis,
            CancellationToken cancel) =>
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"stress-{Interlocked.Increment(ref _stressKeys)}");
            return Results.Ok(new
            {
                key,
                bytes = cache.Put(key, StressValue),
                sum = await database.QueryAsync(cancel),
                file = await files.WriteAsync(cancel),
                visits = await redis.CountVisitAsync(cancel),
            });
        });

        app.MapGet("/metrics", (Metrics metrics) => Results.Text(metrics.Write(), MetricsType));
    }
}

/// <summary>Body of <c>POST /api/cache</c>: a key of 1 to 256 characters and a value of at most 1,000,000.</summary>
internal sealed record CachePost(string Key, string Value)
{
    private const int MaxKey = 256;
    private const int MaxValue = 1_000_000;
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static async ValueTask<(CachePost? Post, string? Problem)> ReadAsync(Stream body, CancellationToken cancel)
    {
        CachePost? post;
        try
        {
            post = await JsonSerializer.DeserializeAsync<CachePost>(body, Options, cancel);
        }
        catch (JsonException)
        {
            return (null, """The body is not the JSON that was expected: {"key":"…","value":"…"}, both text.""");
        }

        return post switch
        {
            null or { Key: null or "" } => (null, "\"key\" is missing or empty."),
            { Key.Length: > MaxKey } => (null, $"\"key\" is longer than {MaxKey} characters."),
            { Value: null } => (null, "\"value\" is missing."),
            { Value.Length: > MaxValue } => (null, $"\"value\" is longer than {MaxValue} characters."),
            _ => (post, null),
        };
    }
}
