using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace LeakGate.EndToEnd.Notifications;

/// <summary>A web server on a free loopback port that answers as it is told, one answer after another; the last one stays.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<HttpContext, CancellationToken, Task>[] _answers;
    private int _next;

    public ScriptedServer(params Func<HttpContext, CancellationToken, Task>[] answers)
    {
        _answers = answers;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        _app.Start();
        Address = _app.Urls.Single();
        Port = new Uri(Address).Port;
    }

    public int Port { get; }

    public string Address { get; }

    /// <summary>Requests in the order in which they came.</summary>
    public ConcurrentQueue<(string Method, string Path, string Body, WebHeaderCollection Headers)> Requests { get; } = [];

    public static Func<HttpContext, CancellationToken, Task> Answer(int status, string body = "ok", params (string Name, string Value)[] headers) => async (context, cancel) =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        if (body.Length > 0)
        {
            await context.Response.WriteAsync(body, Encoding.UTF8, cancel);
        }
    };

    /// <summary>Answers late: after that time on the real clock.</summary>
    public static Func<HttpContext, CancellationToken, Task> After(TimeSpan wait, Func<HttpContext, CancellationToken, Task> answer) => async (context, cancel) =>
    {
        await Task.Delay(wait, TimeProvider.System, cancel);
        await answer(context, cancel);
    };

    public static Task Never(HttpContext context, CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = new WebHeaderCollection();
        foreach (var (name, value) in context.Request.Headers)
        {
            headers[name] = value.ToString();
        }

        Requests.Enqueue((context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, await reader.ReadToEndAsync(), headers));
        try
        {
            await _answers[Math.Min(Interlocked.Increment(ref _next) - 1, _answers.Length - 1)](context, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up, or the test is over.
            context.Abort();
        }
    }
}
