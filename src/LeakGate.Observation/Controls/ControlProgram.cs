using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LeakGate.Observation.Controls;

/// <summary>
/// The hidden verb <c>control</c>: a small HTTP server on loopback with one request for each <see cref="ControlKind"/>. As
/// <c>leaky</c> each request keeps a known amount; as <c>clean</c>, its twin, it takes the same and gives it back. A thread
/// for each connection and no pool: threads that come and go by themselves would blur what is counted.
/// </summary>
public static class ControlProgram
{
    /// <summary>Name of the verb.</summary>
    public const string Verb = "control";

    /// <summary>What the leaking program is called.</summary>
    internal const string Leaky = "leaky";

    /// <summary>What its twin is called.</summary>
    internal const string Clean = "clean";

    private static ReadOnlySpan<byte> EndOfRequest => "\r\n\r\n"u8;

    /// <summary>Serves until it is ended.</summary>
    /// <param name="args"><c>leaky</c> or <c>clean</c>, its port, then the ports of the peers: others, database, Redis.</param>
    /// <returns>Exit code: 2 for wrong usage, else it does not return.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [Leaky or Clean, .. { Length: 4 } ports]
            || !ports.All(text => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return 2;
        }

        int[] numbers = [.. ports.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        var leaks = new ControlLeaks(numbers[1], numbers[2], numbers[3], keep: args[0] == Leaky);
        using var listener = new TcpListener(IPAddress.Loopback, numbers[0]);
        listener.Start();
        while (true)
        {
            var connection = listener.AcceptSocket();
            new Thread(() => Serve(connection, leaks)) { IsBackground = true, Name = "connection" }.Start();
        }
    }

    private static void Serve(Socket connection, ControlLeaks leaks)
    {
        connection.NoDelay = true;
        var buffer = new byte[16 * 1024];
        var length = 0;
        try
        {
            using (connection)
            {
                while (length < buffer.Length && connection.Receive(buffer.AsSpan(length)) is > 0 and var read)
                {
                    length += read;
                    while (buffer.AsSpan(0, length).IndexOf(EndOfRequest) is >= 0 and var end)
                    {
                        connection.Send(Answer(buffer.AsSpan(0, end), leaks));
                        var next = end + EndOfRequest.Length;
                        buffer.AsSpan(next, length - next).CopyTo(buffer);
                        length -= next;
                    }
                }
            }
        }
        catch (SocketException problem)
        {
            // The other side is gone, which is its right; what it was goes to the log.
            Console.Error.WriteLine(problem.Message);
        }
    }

    private static ReadOnlySpan<byte> Answer(ReadOnlySpan<byte> request, ControlLeaks leaks)
    {
        var rest = request[(request.IndexOf((byte)' ') + 1)..];
        var path = System.Text.Encoding.ASCII.GetString(rest[..Math.Max(0, rest.IndexOf((byte)' '))]);
        if (path == "/health")
        {
            return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8;
        }

        try
        {
            return leaks.Take(path)
                ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8
                : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8;
        }
        catch (Exception problem) when (problem is IOException or SocketException or OutOfMemoryException or InvalidOperationException
            or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // The machine does not give it: the request fails, and the log says why.
            Console.Error.WriteLine($"{path}: {problem.GetType().Name}: {problem.Message}");
            return "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"u8;
        }
    }
}
