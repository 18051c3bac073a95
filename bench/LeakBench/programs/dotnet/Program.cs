// Program PORT SHAPE [BYTES]: a small HTTP/1.1 server. GET /a does what the shape says, every other path keeps nothing.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

var (port, shape, each) = (args[0], args[1], args.Length > 2 ? int.Parse(args[2]) : 4096);
var kept = new List<object>();
var cache = new Dictionary<long, byte[]>();
var random = new Random(1);
var watch = new Stopwatch();
var gate = new object();
long count = 0;
byte[] Filled(int bytes)
{
    var made = new byte[bytes];
    Array.Fill(made, (byte)1);
    return made;
}

void Act()
{
    var n = ++count;
    watch.Start();
    switch (shape)
    {
        case "linear": kept.Add(Filled(each)); break;
        case "slow": kept.Add(Filled(76)); break;
        case "rare": if (n % 50 == 0) kept.Add(Filled(204_800)); break;
        case "steps": if (n % 2000 == 0) kept.Add(Filled(8_192_000)); break;
        case "batchy": if (n % 100 == 0) kept.Add(Filled(409_600)); break;
        case "late" or "onset": if (watch.Elapsed.TotalSeconds > (shape == "late" ? 40 : 12)) kept.Add(Filled(8192)); break;
        case "hidden":
            kept.Add(Filled(4096));
            if (n <= 8000) cache[n] = Filled(8192);
            break;
        case "cachefill":
            var due = Math.Min(6000, (long)(watch.Elapsed.TotalSeconds * 50) + 1);
            while (cache.Count < due) cache[cache.Count] = Filled(20_000);
            break;
        case "pool": if (n % 50 == 0 && kept.Count < 32) kept.Add(Filled(1 << 20)); break;
        case "sawtooth":
            kept.Add(Filled(8192));
            if (kept.Count == 2000) kept.Clear();
            break;
        case "walk":
            if (random.Next(2) == 0) { if (kept.Count < 1024) kept.Add(Filled(16_384)); }
            else if (kept.Count > 0) kept.RemoveAt(kept.Count - 1);
            break;
        case "native": unsafe { new Span<byte>((void*)Marshal.AllocHGlobal(4096), 4096).Fill(1); } break;
        case "timers":
            var held = Filled(4096);
            kept.Add(new Timer(_ => held[0]++, null, 3_600_000, 3_600_000));
            break;
        case "descriptors": if (n % 50 == 0) kept.Add(File.OpenHandle("/dev/null")); break;
        case "lateclose": if (n % 50 == 0) _ = File.OpenHandle("/dev/null"); break;
        case "threads": if (n % 200 == 0) new Thread(() => Thread.Sleep(Timeout.Infinite), 65536) { IsBackground = true }.Start(); break;
        case "children": if (n % 200 == 0) kept.Add(Process.Start(new ProcessStartInfo("sleep", ["100000"]) { UseShellExecute = false })!); break;
    }
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:" + port);
var app = builder.Build();
app.Run(async context =>
{
    _ = Filled(20_000);
    if (context.Request.Path == (shape == "fifth" ? "/c" : "/a"))
    {
        lock (gate)
        {
            if (shape == "fifth") kept.Add(Filled(4096));
            Act();
        }
    }

    context.Response.ContentLength = 2;
    await context.Response.WriteAsync("ok");
});
app.Run();
