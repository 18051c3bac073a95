using System.Globalization;
using System.Net.Sockets;

namespace LeakGate.Observation.Targets;

/// <summary>Asks one address whether it is ready, and puts the answer in words.</summary>
internal sealed class HealthQuestion : IDisposable
{
    // A server whose backlog takes connections before it serves them would hang the first question; the next one may be answered.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    private readonly Uri _url;
    private readonly bool _anyAnswer;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    /// <summary>A question that is asked over and over.</summary>
    /// <param name="url">What to get.</param>
    /// <param name="anyAnswer">Whether every answer will do, not only 2xx.</param>
    /// <param name="time">Clock of the time-out.</param>
    public HealthQuestion(Uri url, bool anyAnswer, TimeProvider time)
    {
        _url = url;
        _anyAnswer = anyAnswer;
        _time = time;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // None is kept: what LeakGate holds open would count as the target's.
            PooledConnectionLifetime = TimeSpan.Zero,
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Asks once.</summary>
    /// <returns><see langword="null"/> when ready, else why not.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<string?> AskAsync(TimeSpan timeout, CancellationToken cancel)
    {
        timeout = timeout < LongestAnswer ? timeout : LongestAnswer;
        using var clock = new CancellationTokenSource(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, _url);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            return _anyAnswer || response.IsSuccessStatusCode
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"GET {_url.PathAndQuery} answered {(int)response.StatusCode}");
        }
        catch (HttpRequestException e) when (!cancel.IsCancellationRequested)
        {
            return e switch
            {
                { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "connection refused",
                { HttpRequestError: HttpRequestError.NameResolutionError } => $"the name {_url.IdnHost} does not resolve",
                { HttpRequestError: HttpRequestError.ConnectionError } => $"no connection: {e.InnerException?.Message ?? e.Message}",
                // Connected, but what answers is no HTTP: where an open port is enough, that is one.
                _ when _anyAnswer => null,
                _ => $"GET {_url.PathAndQuery} failed: {e.InnerException?.Message ?? e.Message}",
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"GET {_url.PathAndQuery} did not answer within {timeout.TotalSeconds:0.#} s");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
