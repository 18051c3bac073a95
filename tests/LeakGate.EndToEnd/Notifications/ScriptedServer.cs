using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LeakGate.EndToEnd.Notifications;

/// <summary>A web server on a free loopback port that answers as it is told, one answer after another; the last one stays.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<HttpListenerContext, CancellationToken, Task>[] _answers;
    private readonly Task _serving;
    private int _next;

    public ScriptedServer(params Func<HttpListenerContext, CancellationToken, Task>[] answers)
    {
        _answers = answers;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }

    public string Address => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Requests in the order in which they came.</summary>
    public ConcurrentQueue<(string Method, string Path, string Body, WebHeaderCollection Headers)> Requests { get; } = [];

    public static Func<HttpListenerContext, CancellationToken, Task> Answer(int status, string body = "ok", params (string Name, string Value)[] headers) => async (context, cancel) =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body), cancel);
        context.Response.Close();
    };

    /// <summary>Answers late: after that time on the real clock.</summary>
    public static Func<HttpListenerContext, CancellationToken, Task> After(TimeSpan wait, Func<HttpListenerContext, CancellationToken, Task> answer) => async (context, cancel) =>
    {
        await Task.Delay(wait, TimeProvider.System, cancel);
        await answer(context, cancel);
    };

    public static Task Never(HttpListenerContext context, CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Close();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> answering = [];
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                break;
            }

            answering.Add(AnswerAsync(context));
        }

        await Task.WhenAll(answering);
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        Requests.Enqueue((context.Request.HttpMethod, context.Request.RawUrl!, await reader.ReadToEndAsync(), new WebHeaderCollection { context.Request.Headers }));
        try
        {
            await _answers[Math.Min(Interlocked.Increment(ref _next) - 1, _answers.Length - 1)](context, _stop.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or HttpListenerException or ObjectDisposedException)
        {
            // The caller gave up, or the test is over.
            context.Response.Abort();
        }
    }
}
