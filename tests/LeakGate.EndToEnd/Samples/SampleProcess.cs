using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Samples;

/// <summary>One of the two sample services, running, with one HTTP connection to it.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;
    private readonly HttpClient _http;

    private SampleProcess(string name, SampleServers servers)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{SampleServers.FreePort()}"));
        _process = Process.Start(new ProcessStartInfo("dotnet", [Program(name), "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["ConnectionStrings__Postgres"] = servers.Postgres, ["Redis"] = servers.Redis },
        })!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        // One connection, so that the program's sockets are counted without our own coming and going.
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>What it has printed: nothing, as long as all is well.</summary>
    public string Output => string.Join('\n', _output);

    public static async Task<SampleProcess> StartAsync(string name, SampleServers servers)
    {
        var sample = new SampleProcess(name, servers);
        try
        {
            await Patience.UntilAsync($"{name} is healthy", async () =>
            {
                sample._process.HasExited.ShouldBeFalse(sample.Output);
                var (status, body) = await sample.SendAsync("GET /health");
                return status == HttpStatusCode.OK ? true : throw new InvalidOperationException(body);
            });
            return sample;
        }
        catch
        {
            await sample.DisposeAsync();
            throw;
        }
    }

    /// <summary>Body of <c>POST /api/cache</c>.</summary>
    public static string Post(int key, string value) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"key":"k{{key}}","value":"{{value}}"}""");

    /// <summary>Sends <c>METHOD /path</c> and reads the whole answer.</summary>
    public async Task<(HttpStatusCode Status, string Body)> SendAsync(string request, string? body = null)
    {
        var (answer, text) = await SendWholeAsync(request, body);
        answer.Dispose();
        return (answer.StatusCode, text);
    }

    /// <summary>Sends a request some times; every answer must be 200.</summary>
    public async Task RepeatAsync(int times, string request, Func<int, string>? body = null)
    {
        for (var i = 0; i < times; i++)
        {
            var (status, answer) = await SendAsync(request, body?.Invoke(i));
            status.ShouldBe(HttpStatusCode.OK, $"{request}: {answer}");
        }
    }

    public async Task<(MediaTypeHeaderValue? Type, string Text)> MetricsTextAsync()
    {
        var (answer, text) = await SendWholeAsync("GET /metrics", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        using (answer)
        {
            return (answer.Content.Headers.ContentType, text);
        }
    }

    /// <summary>The value of every metric, its labels being part of its name.</summary>
    public async Task<Dictionary<string, double>> MetricsAsync() =>
        (await MetricsTextAsync()).Text.Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(
                part => part[0],
                part => part[1] == "+Inf" ? double.PositiveInfinity : double.Parse(part[1], CultureInfo.InvariantCulture));

    /// <summary>What the program's descriptors point to, as the kernel tells.</summary>
    public IReadOnlyList<string> Descriptors() =>
        [.. new DirectoryInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/fd")).EnumerateFileSystemInfos().Select(entry => entry.LinkTarget ?? "closed meanwhile")];

    public int Sockets() => Descriptors().Count(target => target.StartsWith("socket:", StringComparison.Ordinal));

    /// <summary>Asks the program to end, as a service manager does, and gives its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
    }

    /// <summary>The sample that was built with these tests.</summary>
    private static string Program(string name)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(Repository.Root, "samples", name, "bin", framework.Parent!.Name, framework.Name, $"{name}.dll");
    }

    /// <summary>Keeps a line; the end of a stream comes as a line without text.</summary>
    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _output.Enqueue(text);
        }
    }

    private async Task<(HttpResponseMessage Answer, string Body)> SendWholeAsync(string request, string? body)
    {
        var parts = request.Split(' ');
        using var message = new HttpRequestMessage(new HttpMethod(parts[0]), parts[1]);
        if (body is not null)
        {
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        var answer = await _http.SendAsync(message, TestContext.Current.CancellationToken);
        return (answer, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
