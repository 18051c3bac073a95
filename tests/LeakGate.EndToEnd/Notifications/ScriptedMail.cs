using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LeakGate.EndToEnd.Notifications;

/// <summary>
/// A mail server on a free loopback port, without TLS, that says what it is told to: one answer to each log-in and to each recipient,
/// one after another; the last one stays. For what a healthy server can't be made to say.
/// </summary>
internal sealed class ScriptedMail : IAsyncDisposable
{
    public const string Welcome = "235 2.7.0 welcome";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ScriptedMail()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answers to log-ins.</summary>
    public IReadOnlyList<string> LogIns { get; init; } = [Welcome];

    /// <summary>Answers to recipients.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = ["250 2.1.5 ok"];

    /// <summary>What it was told, line by line.</summary>
    public ConcurrentQueue<string> Said { get; } = [];

    /// <summary>Lines that begin like this.</summary>
    public int Count(string beginning) => Said.Count(line => line.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> talks = [];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("220 mail.example.com ESMTP");
            var inMail = false;
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                Said.Enqueue(line);
                if (inMail && line != ".")
                {
                    continue;
                }

                var word = inMail ? "." : line.Split(' ')[0].ToUpper(CultureInfo.InvariantCulture);
                inMail = word == "DATA";
                await writer.WriteLineAsync(word switch
                {
                    "EHLO" => "250-mail.example.com\r\n250 AUTH PLAIN",
                    "AUTH" => LogIns[Math.Min(Count("AUTH"), LogIns.Count) - 1],
                    "RCPT" => Recipients[Math.Min(Count("RCPT"), Recipients.Count) - 1],
                    "DATA" => "354 go on",
                    "QUIT" => "221 2.0.0 bye",
                    _ => "250 2.0.0 ok",
                });
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The caller hung up, or the test is over.
        }
    }
}
