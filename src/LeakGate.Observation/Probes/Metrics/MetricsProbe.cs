using System.Globalization;
using System.Net;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Plans;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Metrics;

/// <summary>
/// Gauges of the target's own metrics. They are asked for once at the end of each block, with no request in flight: each question is load on the
/// target too, so there is the same small number of them in every block.
/// </summary>
internal sealed class MetricsProbe : IProbe
{
    /// <summary>An answer of more bytes is not read: a target that tells that much would be busy with it.</summary>
    private const int MostBytes = 16 << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<MetricSeries> _gauges;
    private Dictionary<string, Reading>? _now;

    /// <summary>A probe of one target.</summary>
    /// <param name="url">The target's.</param>
    /// <param name="plan">The path, and what is judged.</param>
    /// <param name="time">Measures the longest wait, 5 s.</param>
    public MetricsProbe(Uri url, ProbesPlan plan, TimeProvider time)
    {
        _address = new Uri(url, plan.Metrics);
        _time = time;
        _gauges = [.. plan.Gauges.Select(gauge => MetricSeries.TryParse(gauge, out var series) ? series : throw new FormatException($"{gauge} names no metric."))];
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostBytes,
        };
        _client.DefaultRequestHeaders.ConnectionClose = true;
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/plain;version=0.0.4");
    }

    /// <inheritdoc />
    public string Name => "metrics";

    /// <summary>Which gauges can't be read now, by the name of their resource, and why. A question of its own, for before the first block.</summary>
    /// <param name="cancel">Ends it.</param>
    public async Task<Dictionary<string, string>> LostAsync(CancellationToken cancel)
    {
        var now = await AskAsync(cancel);
        return _gauges.Select(gauge => Resource.Gauge(gauge.ToString())).Where(gauge => now[gauge.Column].Gap is not null)
            .ToDictionary(gauge => gauge.Name, gauge => now[gauge.Column].Gap!, StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public void ReadTick(ProcessTree tree, ReadingSet into)
    {
        // A question while requests are in flight would be load that nobody planned.
    }

    /// <inheritdoc />
    public ValueTask CollectAsync(ProcessTree tree, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public async ValueTask ReadFloorAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        foreach (var (column, reading) in _now ??= await AskAsync(cancel))
        {
            into.Set(column, reading);
        }
    }

    /// <inheritdoc />
    public ValueTask ReadDetailsAsync(ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        // The last question of a block: the next block asks anew.
        _now = null;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Dictionary<string, Reading>> AskAsync(CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(Longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            using var answer = await _client.GetAsync(_address, either.Token);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return Gap(string.Create(CultureInfo.InvariantCulture, $"{_address.AbsolutePath} answered {(int)answer.StatusCode}"));
            }

            List<(MetricSeries Series, double Value)> samples = [.. MetricsText.Read(await answer.Content.ReadAsStringAsync(either.Token))];
            return _gauges.ToDictionary(Column, gauge => Sum(gauge, samples), StringComparer.Ordinal);
        }
        catch (FormatException problem)
        {
            return Gap($"{_address.AbsolutePath}: {problem.Message}");
        }
        catch (HttpRequestException problem)
        {
            return Gap($"{_address.AbsolutePath} can't be read: {problem.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Gap($"{_address.AbsolutePath} did not answer within 5 s");
        }
    }

    private Reading Sum(MetricSeries gauge, List<(MetricSeries Series, double Value)> samples)
    {
        var values = samples.Where(sample => gauge.Selects(sample.Series)).Select(sample => sample.Value).ToList();
        return values.Count == 0 ? Reading.Missing($"{_address.AbsolutePath} has no {gauge}{Near(gauge, samples)}")
            : double.IsFinite(values.Sum()) && values.Sum() >= 0 ? Reading.Of(values.Sum())
            : Reading.Missing(string.Create(CultureInfo.InvariantCulture, $"{_address.AbsolutePath} tells {values.Sum()} for {gauge}, which can't be judged"));
    }

    /// <summary>What is there instead: other labels of that name, or names that resemble it.</summary>
    private static string Near(MetricSeries gauge, List<(MetricSeries Series, double Value)> samples)
    {
        var same = samples.Where(sample => sample.Series.Name == gauge.Name).Select(sample => sample.Series.ToString()).FirstOrDefault();
        var other = samples.Select(sample => sample.Series.Name).FirstOrDefault(name =>
            name.Contains(gauge.Name, StringComparison.OrdinalIgnoreCase) || gauge.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
        return (same ?? other) is { } near ? $", but {near}" : "";
    }

    private Dictionary<string, Reading> Gap(string reason) => _gauges.ToDictionary(Column, _ => Reading.Missing(reason), StringComparer.Ordinal);

    private static string Column(MetricSeries gauge) => Resource.Gauge(gauge.ToString()).Column;
}
