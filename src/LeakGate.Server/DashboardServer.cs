using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using LeakGate.History;
using LeakGate.Runs;
using LeakGate.Runs.Configuration;
using LeakGate.Server.Access;
using LeakGate.Server.Api;
using LeakGate.Server.Children;
using LeakGate.Server.Live;
using LeakGate.Server.Measures;
using LeakGate.Server.Pages;
using LeakGate.Server.Pushes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LeakGate.Server;

/// <summary>The dashboard's server. It owns no run: killing it harms none, and what it promised stands on disk.</summary>
public sealed class DashboardServer : IAsyncDisposable
{
    private const long MostBody = 64 * 1024;

    private readonly WebApplication _app;
    private readonly RunQueue _queue;
    private readonly IHistory _history;
    private readonly PushStore _pushes;

    private DashboardServer(WebApplication app, RunQueue queue, IHistory history, PushStore pushes) =>
        (_app, _queue, _history, _pushes) = (app, queue, history, pushes);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts to listen.</summary>
    /// <param name="options">How to serve.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Gets a line for everything that goes wrong while it serves.</param>
    /// <param name="cancel">Ends the start.</param>
    /// <exception cref="HistoryException">The history can't be opened.</exception>
    /// <exception cref="IOException">The port is taken, or a folder can't be written.</exception>
    public static async Task<DashboardServer> StartAsync(ServerOptions options, TimeProvider time, Action<string> tell, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!IPAddress.IsLoopback(options.Bind) && options.Token is null)
        {
            throw new ArgumentException("Only loopback may be served without a token.", nameof(options));
        }

        Directory.CreateDirectory(options.OwnFolder);
        ProjectConfiguration project = new(options);
        var place = project.Read() is ConfigurationResult.Valid { Plan: var plan } ? plan.History : null;
        IHistory history = await HistoryPlace.OpenAsync(place, Path.Combine(options.Folder, ".leakgate"), cancel);
        AuditLog audit = new(options, time);
        RunQueue queue = new(options, time, tell);
        TokenGuard token = new(options);
        AccessRules access = new(options, token, audit);
        ServerMeasures measures = new(queue, audit, history);
        RunFollower follower = new(options, queue, time);
        PushStore pushes = new(options, history);
        WebApplication app = Build(options, measures, follower, time);
        app.Use((context, next) => GuardAsync(context, next, access, audit, tell));
        app.UseWebSockets();
        app.UseRouting();
        app.MapHub<LiveHub>("/live", hub => hub.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets);
        var api = app.MapGroup("/api/v1");
        new RunsApi(options, queue, new StartCheck(options, project), follower, history, audit, time).Map(api);
        new HistoryApi(history).Map(api);
        new ProjectApi(options, project, audit).Map(api);
        new PushApi(options, pushes, audit, measures).Map(api);
        api.MapFallback(() => Problems.Of(404, "no_address", "There is no such address; /openapi/v1.json lists all."));
        app.MapOpenApi("/openapi/v1.json");
        app.MapGet("/metrics", async (CancellationToken ended) => Results.Text(await measures.TextAsync(ended), "text/plain; version=0.0.4; charset=utf-8")).ExcludeFromDescription();
        app.MapGet("/health/live", () => Results.Text("ok")).ExcludeFromDescription();
        app.MapGet("/health/ready", async (CancellationToken ended) =>
        {
            await history.ListAsync(new HistoryFilter { Take = 1 }, ended);
            return Results.Text("ok");
        }).ExcludeFromDescription();
        DashboardPages.Map(app);
        try
        {
            await app.StartAsync(cancel);
        }
        catch
        {
            await queue.DisposeAsync();
            pushes.Dispose();
            await app.DisposeAsync();
            throw;
        }

        return new DashboardServer(app, queue, history, pushes);
    }

    /// <summary>Ends the server; runs go on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _queue.DisposeAsync();
        _pushes.Dispose();
        await _history.DisposeAsync();
    }

    private static WebApplication Build(ServerOptions options, ServerMeasures measures, RunFollower follower, TimeProvider time)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = options.Folder, ApplicationName = "LeakGate.Server" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Bind, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = MostBody;
            kestrel.Limits.MaxConcurrentConnections = 1000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        });
        builder.Services.AddRouting();
        builder.Services.AddOpenApi();
        builder.Services.AddSingleton(measures);
        builder.Services.AddSingleton(follower);
        builder.Services.AddSingleton(time);
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = RunJson.Line.PropertyNamingPolicy;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        builder.Services.AddSignalR(signal => signal.MaximumReceiveMessageSize = MostBody)
            .AddJsonProtocol(json => json.PayloadSerializerOptions = RunJson.Line);
        return builder.Build();
    }

    private static async Task GuardAsync(HttpContext context, RequestDelegate next, AccessRules access, AuditLog audit, Action<string> tell)
    {
        SecurityHeaders.Set(context.Response.Headers);
        if (access.Refusal(context) is var (status, code, detail))
        {
            if (status == 401)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
            }

            await Problems.WriteAsync(context, status, code, detail);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            await Problems.WriteAsync(context, fault.StatusCode, "bad_request", fault.InnerException is System.Text.Json.JsonException json ? json.Message : fault.Message);
        }
        catch (HistoryException fault) when (!context.Response.HasStarted)
        {
            tell(fault.Message);
            await Problems.WriteAsync(context, 503, "history", "The history does not answer; the server's own output says more.");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            tell(string.Create(CultureInfo.InvariantCulture, $"{context.Request.Method} {context.Request.Path}: {fault}"));
            await Problems.WriteAsync(context, 500, "fault", "LeakGate failed here; the server's own output says more.");
        }

        // The web server itself refuses such a body, with no more than a status.
        if (context.Response.StatusCode is 408 or 413)
        {
            audit.Refuse(context.Response.StatusCode == 408 ? "too_slow" : "too_large", context.Request.Method, context.Request.Path, Caller.Of(context));
        }
    }
}
