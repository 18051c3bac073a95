using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LeakGate.Tests.Targets;

/// <summary>A fake of a container engine: a unix socket that answers as a test says. No engine runs behind it.</summary>
internal sealed class EngineSocket : IAsyncDisposable
{
    private const string Length = "\r\nContent-Length: ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lg-engine-");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Func<string, (string Status, byte[] Body)> _answer;
    private readonly Task _serving;

    /// <summary>Gives one answer to every question.</summary>
    public EngineSocket(string status, string body)
        : this(_ => (status, Encoding.UTF8.GetBytes(body)))
    {
    }

    /// <summary>Answers by the first line of the question.</summary>
    public EngineSocket(Func<string, (string Status, byte[] Body)> answer)
    {
        _answer = answer;
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _serving = ServeAsync();
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "d.sock");

    /// <summary>First line of the last question.</summary>
    public string Asked { get; private set; } = "";

    /// <summary>Body of the last question.</summary>
    public string Body { get; private set; } = "";

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
        _folder.Delete(recursive: true);
    }

    private async Task ServeAsync()
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
                (Asked, Body) = await QuestionAsync(connection);
                var (status, body) = _answer(Asked);
                await connection.SendAsync(Encoding.UTF8.GetBytes(
                    FormattableString.Invariant($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n")));
                await connection.SendAsync(body);
            }
        }
    }

    private static async Task<(string Asked, string Body)> QuestionAsync(Socket connection)
    {
        var question = "";
        var buffer = new byte[8192];
        while (true)
        {
            question += Encoding.ASCII.GetString(buffer, 0, await connection.ReceiveAsync(buffer));
            var end = question.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = question.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
            var body = end < 0 ? "" : question[(end + 4)..];
            if (end >= 0 && body.Length >= (length < 0 || length > end ? 0 : int.Parse(question[(length + Length.Length)..].Split('\r')[0], CultureInfo.InvariantCulture)))
            {
                return (question.Split('\r')[0], body);
            }
        }
    }
}
