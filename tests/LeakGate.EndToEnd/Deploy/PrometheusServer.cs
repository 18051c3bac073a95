using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LeakGate.EndToEnd.Samples;
using LeakGate.EndToEnd.Targets;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>The real Prometheus with our configuration, on a free port, with a folder of its own.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly TemporaryFolder _data = new();
    private readonly DeployFolder _configuration;
    private readonly Process _process;
    private readonly HttpClient _client;

    private PrometheusServer(DeployFolder configuration, int port)
    {
        _configuration = configuration;
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        configuration.Change("prometheus.yml", ("127.0.0.1:9090", address));
        _client = new HttpClient { BaseAddress = new Uri("http://" + address), Timeout = TimeSpan.FromSeconds(30) };
        _process = Process.Start(new ProcessStartInfo("sh",
        [
            "-c", "exec \"$@\" >\"$0\" 2>&1", Path.Combine(_data.Path, "log"),
            "prometheus", "--config.file", configuration.In("prometheus.yml"), "--storage.tsdb.path", Path.Combine(_data.Path, "data"),
            "--web.listen-address", address, "--log.level", "warn",
        ])
        { UseShellExecute = false })!;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts it; it answers when this returns.</summary>
    public static async Task<PrometheusServer> StartAsync(DeployFolder configuration)
    {
        var server = new PrometheusServer(configuration, SampleServers.FreePort());
        try
        {
            await Patience.UntilAsync("Prometheus is ready", async () =>
            {
                server._process.HasExited.ShouldBeFalse(server.Log());
                using var answer = await server._client.GetAsync(new Uri("/-/ready", UriKind.Relative), Cancel);
                return answer.IsSuccessStatusCode;
            });
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it has to complain of.</summary>
    public string Log() => File.Exists(Path.Combine(_data.Path, "log")) ? File.ReadAllText(Path.Combine(_data.Path, "log")) : "";

    /// <summary>Numbers that a query gives now, those that are none left out.</summary>
    public async Task<int> InstantAsync(string query) =>
        Numbers(await AskAsync("query", ("query", query)), "value");

    /// <summary>Numbers that a query gives over the last minutes.</summary>
    public async Task<int> RangeAsync(string query, TimeSpan back)
    {
        var end = TimeProvider.System.GetUtcNow();
        return Numbers(
            await AskAsync("query_range", ("query", query), ("start", Seconds(end - back)), ("end", Seconds(end)), ("step", "1")), "values");
    }

    /// <summary>Values of a label, over the last minutes, of the series that a selector names.</summary>
    public async Task<IReadOnlyList<string>> LabelValuesAsync(string label, string selector, TimeSpan back)
    {
        var end = TimeProvider.System.GetUtcNow();
        var data = await AskAsync($"label/{label}/values", ("match[]", selector), ("start", Seconds(end - back)), ("end", Seconds(end)));
        return [.. data.EnumerateArray().Select(value => value.GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited)
        {
            LinuxCalls.Kill(_process.Id, Terminate).ShouldBe(0);
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);
        }

        _process.Dispose();
        _data.Dispose();
        _configuration.Dispose();
    }

    private static string Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000.0).ToString(CultureInfo.InvariantCulture);

    private static int Numbers(JsonElement data, string key) => data.GetProperty("resultType").GetString() == "scalar" ? 1 :
        data.GetProperty("result").EnumerateArray()
            .SelectMany(series => key == "values" ? series.GetProperty(key).EnumerateArray().Select(pair => pair[1].GetString()) : [series.GetProperty(key)[1].GetString()])
            .Count(value => value != "NaN");

    private async Task<JsonElement> AskAsync(string path, params (string Name, string Value)[] parameters)
    {
        var query = string.Join('&', parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(parameter.Value)}"));
        using var answer = await _client.GetAsync(new Uri($"/api/v1/{path}?{query}", UriKind.Relative), Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path} {Uri.UnescapeDataString(query)}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("data").Clone();
    }
}
