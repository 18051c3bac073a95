using System.Net.Sockets;
using System.Text;

namespace LeakGate.Tests.Targets;

/// <summary>A fake of a container engine: a unix socket that gives one answer to every question. No engine runs behind it.</summary>
internal sealed class EngineSocket : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lg-engine-");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _serving;

    public EngineSocket(string status, string body)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _serving = ServeAsync(status, body);
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "d.sock");

    /// <summary>First line of the last question.</summary>
    public string Asked { get; private set; } = "";

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
        _folder.Delete(recursive: true);
    }

    private async Task ServeAsync(string status, string body)
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = await _listener.AcceptAsync();
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                // The test is over: this is how serving ends.
                return;
            }

            using (connection)
            {
                var buffer = new byte[8192];
                var read = await connection.ReceiveAsync(buffer);
                Asked = Encoding.ASCII.GetString(buffer, 0, read).Split('\r')[0];
                await connection.SendAsync(Encoding.UTF8.GetBytes(
                    FormattableString.Invariant($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}")));
            }
        }
    }
}
