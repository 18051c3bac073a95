using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using LeakGate.EndToEnd.Runs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Server;

/// <summary>Who is let in: each refusal over a real socket, logged, and without a word of what is inside.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Token = "a-token-of-some-length";

    private readonly Workspace _workspace = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Another_address_than_loopback_needs_a_token()
    {
        var end = await LeakGateProcess.RunAsync(_workspace.Path, new Dictionary<string, string>(StringComparer.Ordinal) { ["LEAKGATE_TOKEN"] = "" }, "serve", "--bind", "0.0.0.0", "--port", "0");

        end.Code.ShouldBe(2);
        end.Error.ShouldContain("token");
    }

    [Theory]
    [InlineData("POST", "Origin: http://evil.example\r\nContent-Type: application/json", "/api/v1/runs", 403, "cross_site")]
    [InlineData("POST", "Sec-Fetch-Site: cross-site\r\nContent-Type: application/json", "/api/v1/runs", 403, "cross_site")]
    [InlineData("POST", "Content-Type: text/plain", "/api/v1/runs", 415, "content_type")]
    [InlineData("POST", "Content-Type: application/x-www-form-urlencoded", "/api/v1/runs/x/stop", 415, "content_type")]
    [InlineData("GET", "X: y", "/api/v1/runs/..%2f..%2fetc/files/passwd", 404, "path")]
    [InlineData("GET", "X: y", "/api/v1/runs/a/files/..%2f..%2f..%2fleakgate.yml", 404, "path")]
    [InlineData("GET", "X: y", "/api/v1/runs/a/files/../../../leakgate.yml", 404, "path")]
    [InlineData("GET", "Origin: http://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "/live", 403, "cross_site")]
    public async Task What_another_site_or_a_crooked_path_tries_is_refused(string method, string headers, string path, int status, string reason)
    {
        _workspace.Configure("secret: value");
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);

        var answer = await RawAsync(serve.Port, $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{Port(serve)}\r\n{headers}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}");

        answer.ShouldStartWith(FormattableString.Invariant($"HTTP/1.1 {status} "));
        answer.ShouldNotContain("secret");
        answer.ShouldContain("Content-Security-Policy: default-src 'none'");
        (await RefusedAsync()).ShouldContain($"\"reason\":\"{reason}\"");
    }

    [Fact]
    public async Task A_name_that_was_made_to_point_here_is_refused_and_logged()
    {
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);

        var answer = await RawAsync(serve.Port, "GET /api/v1/runs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 421 ");
        (await RefusedAsync()).ShouldContain("\"reason\":\"host\"");
    }

    [Fact]
    public async Task Without_the_token_nothing_is_told_and_no_token_is_ever_logged()
    {
        await using var serve = await ServeProcess.StartAsync(_workspace.Path, Token);
        using var stranger = new HttpClient { BaseAddress = serve.Client.BaseAddress };
        foreach (var path in new[] { "/api/v1/runs", "/api/v1/queue", "/metrics", "/openapi/v1.json", "/live", "/api/v1/runs?access_token=" + Token })
        {
            stranger.DefaultRequestHeaders.Authorization = new("Bearer", "wrong-" + Token);
            using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative), _cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        (await stranger.GetStringAsync(new Uri("/health/live", UriKind.Relative), _cancel)).ShouldBe("ok");
        (await serve.GetAsync("/api/v1/runs")).GetProperty("total").GetInt64().ShouldBe(0);
        var refused = await RefusedAsync();
        refused.ShouldContain("\"reason\":\"token\"");
        refused.ShouldNotContain(Token);
    }

    [Fact]
    public async Task A_WebSocket_needs_the_token()
    {
        await using var serve = await ServeProcess.StartAsync(_workspace.Path, Token);
        using var without = new ClientWebSocket();
        using var with = new ClientWebSocket();
        var address = FormattableString.Invariant($"ws://127.0.0.1:{serve.Port}/live");

        await Should.ThrowAsync<WebSocketException>(() => without.ConnectAsync(new Uri(address), _cancel));
        (await RefusedAsync()).ShouldContain("\"path\":\"/live\"");
        await with.ConnectAsync(new Uri(address + "?access_token=" + Token), _cancel);

        with.State.ShouldBe(WebSocketState.Open);
        await with.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _cancel);
    }

    [Fact]
    public async Task A_body_that_is_too_large_and_one_that_never_comes_are_refused()
    {
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);
        using var large = await serve.PostAsync("/api/v1/runs", "{\"targets\":[\"" + new string('x', 100_000) + "\"]}");

        ((int)large.StatusCode).ShouldBe(413);
        var slow = await RawAsync(serve.Port, $"POST /api/v1/runs HTTP/1.1\r\nHost: 127.0.0.1:{Port(serve)}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{");
        slow.ShouldStartWith("HTTP/1.1 408 ");
        var refused = await RefusedAsync();
        refused.ShouldContain("\"reason\":\"too_large\"");
        refused.ShouldContain("\"reason\":\"too_slow\"");
    }

    [Fact]
    public async Task The_document_of_the_API_lists_every_address()
    {
        await using var serve = await ServeProcess.StartAsync(_workspace.Path);

        var paths = (await serve.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();

        paths.ShouldContain("/api/v1/runs/{id}/live");
        paths.ShouldContain("/api/v1/trends");
        paths.Count.ShouldBeGreaterThanOrEqualTo(15);
    }

    private static string Port(ServeProcess serve) => serve.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task<string> RefusedAsync() => File.ReadAllTextAsync(Path.Combine(_workspace.Path, ".leakgate", "server", "refused.jsonl"), _cancel);

    private async Task<string> RawAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, _cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), _cancel);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(_cancel);
    }
}
