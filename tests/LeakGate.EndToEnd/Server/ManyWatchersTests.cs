using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LeakGate.EndToEnd.Runs;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using Microsoft.AspNetCore.SignalR.Client;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Server;

/// <summary>
/// Many live views of one run. A few, for a short time; <c>bench/server-watchers.sh</c> asks for more of both and keeps the figures, with a
/// run beside it that nobody watches.
/// </summary>
[Collection<CalmRuns>]
public sealed class ManyWatchersTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>No shorter watch is taken.</summary>
    private const int Least = 18;

    private static readonly int Watchers = Number("LEAKGATE_BENCH_WATCHERS", 5);
    private static readonly int Seconds = Number("LEAKGATE_BENCH_SECONDS", Least);

    private readonly Workspace _workspace = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Each_of_many_watchers_gets_every_record_within_two_seconds()
    {
        var url = Workspace.FreeUrl();
        using var target = Process.Start(new ProcessStartInfo(SmallServer.Command(url)[0], SmallServer.Command(url)[1..]))!;
        try
        {
            await using var serve = await ServeProcess.StartAsync(_workspace.Path, null, "--allow-commands");
            var start = $$"""{"pid":{{Text(target.Id)}},"watch_for":"{{Text(Seconds)}}s"}""";
            List<double> calm = Seconds > Least ? await AloneAsync(serve, start) : [];
            var quiet = Resident(serve);

            var watched = await serve.RunAsync(start);
            var late = new ConcurrentBag<double>();
            var views = Enumerable.Range(0, Watchers).Select(_ => WatchAsync(serve, watched, late)).ToList();
            var memory = await WhileAsync(Task.WhenAll(views), serve);

            var records = Records(watched);
            foreach (var view in views)
            {
                (await view).ShouldBe(records.Count, "neither a gap nor a duplicate");
            }

            var busy = Jitter(records);
            Say("watchers", Watchers, "seconds", Seconds, "records", records.Count);
            Say("late_ms_median", Quantile([.. late], 0.5), "late_ms_p99", Quantile([.. late], 0.99), "late_ms_most", Quantile([.. late], 1));
            Say("server_rss_mib_before", quiet, "server_rss_mib_first_third", Quantile(memory[..(memory.Count / 3)], 0.5), "server_rss_mib_last_third", Quantile(memory[^(memory.Count / 3)..], 0.5));
            if (calm.Count > 0)
            {
                Say("jitter_ms_median_alone", Quantile(calm, 0.5), "jitter_ms_p95_alone", Quantile(calm, 0.95));
            }

            Say("jitter_ms_median_watched", Quantile(busy, 0.5), "jitter_ms_p95_watched", Quantile(busy, 0.95));
            late.Max().ShouldBeLessThan(2000);
        }
        finally
        {
            target.Kill();
            await target.WaitForExitAsync(_cancel);
        }
    }

    private async Task<List<double>> AloneAsync(ServeProcess serve, string start)
    {
        var run = await serve.RunAsync(start);
        await serve.BecomesAsync(run, "ended");
        return Jitter(Records(run));
    }

    /// <summary>Follows a run to its end as the pages do; how many records it was told.</summary>
    private async Task<int> WatchAsync(ServeProcess serve, string run, ConcurrentBag<double> late)
    {
        await using var connection = new HubConnectionBuilder().WithUrl(new Uri(serve.Client.BaseAddress!, "/live"), http =>
        {
            http.SkipNegotiation = true;
            http.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
        }).Build();
        await connection.StartAsync(_cancel);
        var began = default(DateTimeOffset);
        var told = 0;
        await foreach (var read in connection.StreamAsync<JsonElement>("Follow", run, null, _cancel))
        {
            read.GetProperty("dropped").GetInt64().ShouldBe(0);
            var kind = read.GetProperty("kind").GetString();
            if (kind is "verdict" or "end")
            {
                continue;
            }

            told++;
            var record = read.GetProperty("record");
            if (kind == "header")
            {
                began = record.GetProperty("started").GetDateTimeOffset();
            }
            else if (kind == "sample")
            {
                late.Add((TimeProvider.System.GetUtcNow() - began).TotalMilliseconds - (record.GetProperty("t").GetDouble() * 1000));
            }
        }

        return told;
    }

    /// <summary>Resident memory of the server in MiB, five times a second until something has ended.</summary>
    private async Task<List<double>> WhileAsync(Task ends, ServeProcess serve)
    {
        var read = new List<double>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!ends.IsCompleted && await timer.WaitForNextTickAsync(_cancel))
        {
            read.Add(Resident(serve));
        }

        await ends;
        return read;
    }

    private List<RunRecord> Records(string run) =>
        [.. RunReader.Read(_workspace.Folders().Single(folder => folder.Path.Contains(run, StringComparison.Ordinal))).Records];

    /// <summary>How far each distance of two samples is from the second that it should be, in milliseconds.</summary>
    private static List<double> Jitter(IEnumerable<RunRecord> records)
    {
        var times = records.OfType<SampleRecord>().Select(sample => sample.At.TotalMilliseconds).ToList();
        return [.. times.Zip(times.Skip(1), (before, after) => Math.Abs(after - before - 1000))];
    }

    private static double Resident(ServeProcess serve) =>
        double.Parse(
            File.ReadLines($"/proc/{Text(serve.Tool.Id)}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))[6..].Replace("kB", "", StringComparison.Ordinal),
            NumberStyles.Any,
            CultureInfo.InvariantCulture) / 1024;

    private static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)Math.Min(values.Count - 1, share * values.Count));

    private static int Number(string name, int usual) => int.Parse(Environment.GetEnvironmentVariable(name) ?? Text(usual), CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Say(params object[] pairs)
    {
        foreach (var pair in pairs.Chunk(2))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FIGURE {pair[0]} {pair[1]:0.##}"));
        }
    }
}
