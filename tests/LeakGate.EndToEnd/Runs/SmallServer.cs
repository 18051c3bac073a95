using System.Globalization;

namespace LeakGate.EndToEnd.Runs;

/// <summary>
/// A small HTTP server that is no .NET program: it answers every GET with two letters, unless it is told otherwise, on connections that stay open.
/// Python's own <c>http.server</c> module as a command drops connections under load.
/// </summary>
internal static class SmallServer
{
    private const string Program = """
        import http.server, sys
        kept = []
        class Answer(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True
            def do_GET(self):
                body = b"ok"
                {keeping}
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def log_message(self, *words):
                pass
        class Server(http.server.ThreadingHTTPServer):
            request_queue_size = 128
        Server(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
        """;

    /// <summary>The command that serves a base address.</summary>
    /// <param name="url">The address.</param>
    /// <param name="keeping">A line of Python before each answer; what it puts into the list <c>kept</c> stays, and <c>body</c> is what is answered to <c>self.path</c>.</param>
    public static string[] Command(string url, string keeping = "pass") =>
        ["python3", "-c", Program.Replace("{keeping}", keeping, StringComparison.Ordinal), new Uri(url).Port.ToString(CultureInfo.InvariantCulture)];

    /// <summary>The same behind a shell that has a child in a session of its own, all of which ignore the request to end.</summary>
    public static string[] StubbornCommand(string url) =>
        ["sh", "-c", "trap '' TERM; setsid sleep 1000 & exec \"$@\"", "sh", .. Command(url)];
}
