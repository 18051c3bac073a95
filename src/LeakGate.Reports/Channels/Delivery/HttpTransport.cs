using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using LeakGate.Reports.Wording;

namespace LeakGate.Reports.Channels.Delivery;

/// <summary>One call of a service.</summary>
/// <param name="Method">GET, POST, PUT or PATCH.</param>
/// <param name="Address">Where to.</param>
/// <param name="Body">What is sent; <see langword="null"/>: nothing.</param>
public sealed record HttpCall(HttpMethod Method, Uri Address, ReadOnlyMemory<byte>? Body = null)
{
    /// <summary>Type of the body.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>More headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}

/// <summary>A service's answer.</summary>
/// <param name="Body">Its text, bounded.</param>
/// <param name="NextPage">Where the next part of a list is, on the same host; <see langword="null"/>: there is none.</param>
public sealed record HttpAnswer(string Body, Uri? NextPage = null);

/// <summary>
/// Calls web services: each attempt has a time-out; what may pass is tried again; <c>Retry-After</c> is honoured; a redirect is followed on the
/// same host only, since an address may hold a key. Thread-safe.
/// </summary>
public sealed class HttpTransport : IDisposable
{
    private const int MostRedirects = 3;
    private const int LongestBody = 4 * 1024 * 1024;
    private const int ShownOfBody = 200;

    private readonly HttpClient _client;
    private readonly Retrying _retrying;
    private readonly TimeProvider _time;

    /// <summary>A transport with connections of its own.</summary>
    public HttpTransport(Retrying retrying, TimeProvider time)
    {
        (_retrying, _time) = (retrying, time);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends, and tries again where that may help.</summary>
    /// <exception cref="DeliveryException">No attempt got an answer of 2xx.</exception>
    public async Task<(HttpAnswer Answer, int Attempts)> SendAsync(HttpCall call, TimeSpan timeout, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(call);
        return await _retrying.RunAsync(limit => OnceAsync(call, limit), timeout, cancel);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<HttpAnswer> OnceAsync(HttpCall call, CancellationToken cancel)
    {
        var address = call.Address;
        for (var redirects = 0; ; redirects++)
        {
            using var request = Request(call, address);
            try
            {
                using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
                if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                {
                    address = Followed(address, response, redirects);
                    continue;
                }

                var body = await TextAsync(response, cancel);
                return response.IsSuccessStatusCode ? new HttpAnswer(body, NextPage(address, response)) : throw Refused(response, body);
            }
            catch (HttpRequestException fault)
            {
                throw new DeliveryException($"{address.Host}: {fault.Message}", fault) { IsTransient = fault.HttpRequestError is not HttpRequestError.SecureConnectionError };
            }
            catch (IOException fault)
            {
                throw new DeliveryException($"{address.Host}: {fault.Message}", fault) { IsTransient = true };
            }
        }
    }

    private static HttpRequestMessage Request(HttpCall call, Uri address)
    {
        var request = new HttpRequestMessage(call.Method, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("LeakGate", null));
        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.ContentType);
        }

        return request;
    }

    private static Uri Followed(Uri from, HttpResponseMessage response, int redirects)
    {
        var to = response.Headers.Location is { } location ? new Uri(from, location) : null;
        return to is null ? throw new DeliveryException($"{from.Host}: a redirect to nowhere")
            : to.Host != from.Host || to.Scheme != from.Scheme || to.Port != from.Port ? throw new DeliveryException($"{from.Host}: a redirect to another host, {SafeText.Of(to.Host)}, is not followed")
            : redirects >= MostRedirects ? throw new DeliveryException($"{from.Host}: redirected too often")
            : to;
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; buffer.Length < LongestBody && (read = await stream.ReadAsync(part, cancel)) > 0;)
        {
            buffer.Write(part, 0, read);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private DeliveryException Refused(HttpResponseMessage response, string body)
    {
        var status = (int)response.StatusCode;
        var said = TextColumns.Fit(SafeText.Of(body.Trim()), ShownOfBody);
        var host = response.RequestMessage!.RequestUri!.Host;
        return new DeliveryException(string.Create(CultureInfo.InvariantCulture, $"{host}: status {status}{(said.Length > 0 ? ": " + said : "")}"))
        {
            IsTransient = status is 408 or 425 or 429 or >= 500,
            RetryAfter = Wait(response.Headers.RetryAfter),
        };
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>RFC 8288: <c>Link: &lt;https://…&gt;; rel="next"</c>.</summary>
    private static Uri? NextPage(Uri address, HttpResponseMessage response)
    {
        foreach (var link in response.Headers.TryGetValues("Link", out var links) ? links.SelectMany(line => line.Split(',')) : [])
        {
            var close = link.IndexOf('>', StringComparison.Ordinal);
            if (close > 0 && link.TrimStart().StartsWith('<') && link.Contains("rel=\"next\"", StringComparison.Ordinal)
                && Uri.TryCreate(address, link[(link.IndexOf('<', StringComparison.Ordinal) + 1)..close], out var next) && next.Host == address.Host && next.Port == address.Port && next.Scheme == address.Scheme)
            {
                return next;
            }
        }

        return null;
    }
}
