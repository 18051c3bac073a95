using LeakGate.EndToEnd.Runs;
using LeakGate.Runs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Viewer;

/// <summary>One real run of a small server that leaks memory and files and of its twin that does not, with the pages it wrote.</summary>
public sealed class ViewerRun : IAsyncLifetime
{
    private const string Program = """
        import http.server, os, sys, tempfile
        held = []
        leaks = sys.argv[2] == "leaky"
        class Answer(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True
            def do_GET(self):
                if leaks and self.path == "/grow":
                    held.append(bytes(6000))
                    if len(held) % 50 == 0:
                        _, name = tempfile.mkstemp(prefix="leak_")
                        os.unlink(name)
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")
            def log_message(self, *words):
                pass
        class Server(http.server.ThreadingHTTPServer):
            request_queue_size = 128
        print("listening on " + sys.argv[1], flush=True)
        Server(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
        """;

    internal Workspace Workspace { get; } = new();

    internal ToolEnd End { get; private set; } = null!;

    /// <summary>The page of both targets.</summary>
    internal string Together => Path.Combine(Path.GetDirectoryName(Workspace.Folder("leaky").Path)!, "report.html");

    internal string Leaky => Page("leaky");

    internal string Healthy => Page("healthy");

    internal VerdictDocument Verdict => Workspace.Verdict("leaky");

    public async ValueTask InitializeAsync()
    {
        var (leaky, healthy) = (Workspace.FreeUrl(), Workspace.FreeUrl());
        await File.WriteAllTextAsync(Path.Combine(Workspace.Path, "server.py"), Program);
        Workspace.Configure($$"""
            targets:
              leaky: { command: "python3 server.py {{Port(leaky)}} leaky", url: "{{leaky}}", expect: leak }
              healthy: { command: "python3 server.py {{Port(healthy)}} healthy", url: "{{healthy}}" }
            load:
              rate: 1000/s
              requests: [ GET /grow, GET /same ]
            gate:
              counts: 1/300 requests
            profiles:
              quick: { block: 400ms }
            reports: [ html ]
            """);
        End = await LeakGateProcess.RunAsync(Workspace.Path, "run");
        End.Code.ShouldBe(0, End.ToString());
    }

    public ValueTask DisposeAsync()
    {
        Workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Port(string url) => url[(url.LastIndexOf(':') + 1)..];

    private string Page(string target) => Path.Combine(Workspace.Folder(target).Path, "report.html");
}

/// <summary>Pages of one real run in one real browser.</summary>
[CollectionDefinition]
public sealed class ViewerPages : ICollectionFixture<ViewerRun>, ICollectionFixture<Browser>;
