using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HealthyApp;

/// <summary>The Prometheus text (version 0.0.4) of what this program holds, all read when asked.</summary>
internal sealed class Metrics(
    RouteCounters routes,
    BoundedCache cache,
    RecentRequests history,
    Database database,
    SharedRedis redis,
    TemporaryFiles files)
{
    public string Write()
    {
        var text = new StringBuilder();
        Gauge(text, "memory_cache_size", "Entries in the cache.", cache.Count);
        Gauge(text, "memory_cache_bytes", "Bytes of the values in the cache.", cache.Bytes);
        Gauge(text, "memory_cache_max", "Most entries that the cache may hold.", BoundedCache.MaxEntries);
        Gauge(text, "request_history_size", "Requests remembered.", history.Count);
        Gauge(text, "db_connections_open", "Open PostgreSQL connections.", database.Count);
        Gauge(text, "redis_connections_open", "Open Redis connections.", redis.Count);
        Gauge(text, "temporary_files_open", "Open temporary files.", files.Count);
        if (OperatingSystem.IsLinux())
        {
            // Without the one descriptor that reads this folder.
            Gauge(text, "file_descriptors_open", "Open file descriptors.", Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() - 1);
        }

        using var process = Process.GetCurrentProcess();
        Gauge(text, "process_resident_memory_bytes", "Resident memory.", process.WorkingSet64);
        Gauge(text, "process_threads", "Threads.", process.Threads.Count);
        Gauge(text, "dotnet_heap_bytes", "Managed heap, garbage included.", GC.GetTotalMemory(forceFullCollection: false));
        Head(text, "process_cpu_seconds_total", "Processor time used.", "counter");
        Line(text, "process_cpu_seconds_total", process.TotalProcessorTime.TotalSeconds);
        Head(text, "http_requests_total", "Requests by route.", "counter");
        foreach (var (route, count) in routes.Counts)
        {
            Line(text, $"http_requests_total{{route=\"{route}\"}}", count);
        }

        return text.ToString();
    }

    private static void Gauge(StringBuilder text, string name, string help, double value)
    {
        Head(text, name, help, "gauge");
        Line(text, name, value);
    }

    private static void Head(StringBuilder text, string name, string help, string type) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private static void Line(StringBuilder text, string name, double value) =>
        text.Append(name).Append(' ')
            .Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
}
