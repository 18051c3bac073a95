using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LeakGate.Observation.ProcFs;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// Asks the kernel for the TCP sockets of our own network namespace over netlink (sock_diag(7)): binary, and many times
/// cheaper than the text of <c>/proc/net/tcp</c>. Not thread safe.
/// </summary>
internal sealed unsafe partial class SockDiag
{
    private const int NetlinkFamily = 16;
    private const int DatagramCloseOnExec = 2 | 0x80000;
    private const int SockDiagProtocol = 4;
    private const ushort SockDiagByFamily = 20;

    /// <summary>The older question, TCPDIAG_GETSOCK: its answer is not told apart by family, so that the kernel walks through its table once.</summary>
    private const ushort SockDiagAllFamilies = 18;

    private const ushort DumpRequest = 0x301;
    private const ushort ErrorMessage = 2;
    private const ushort DoneMessage = 3;
    private const byte Tcp = 6;
    private const int HeaderLength = 16;
    private const int RequestLength = HeaderLength + 56;
    private const int AllFamiliesRequestLength = HeaderLength + 60;
    private const int AllFamiliesStatesAt = HeaderLength + 52;
    private const int AnswerLength = 72;
    private const int ReceiveTimeoutName = 20;
    private const int SocketLevel = 1;

    /// <summary>Every state that the kernel knows but TIME_WAIT, which no process holds.</summary>
    private const uint States = 0x1FFF & ~(1u << TcpSocket.TimeWait) & ~1u;

    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <summary>Adds every socket but those in TIME_WAIT; a problem, or null.</summary>
    public string? Read(List<TcpSocket> into)
    {
        var netlink = OpenSocket(NetlinkFamily, DatagramCloseOnExec, SockDiagProtocol);
        if (netlink < 0)
        {
            return Problem(Marshal.GetLastPInvokeError());
        }

        try
        {
            // The kernel answers at once; should it ever not, a reading is a gap and not a hanging run.
            long* twoSeconds = stackalloc long[2] { 2, 0 };
            _ = SetOption(netlink, SocketLevel, ReceiveTimeoutName, twoSeconds, 16);
            return Read(netlink, into);
        }
        finally
        {
            ProcCalls.Close(netlink);
        }
    }

    private static string Problem(int error) => $"sock_diag: {ProcCalls.Describe(error)}";

    private string? Read(int netlink, List<TcpSocket> into)
    {
        var before = into.Count;
        if (ReadAllFamilies(netlink, into) is null)
        {
            return null;
        }

        // What answers in a kernel's place may know the newer question alone; if both fail, the newer one says why.
        into.RemoveRange(before, into.Count - before);
        return ReadFamily(netlink, 2, into) ?? ReadFamily(netlink, 10, into);
    }

    private string? ReadAllFamilies(int netlink, List<TcpSocket> into)
    {
        Span<byte> request = stackalloc byte[AllFamiliesRequestLength];
        request.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(request[4..], SockDiagAllFamilies);
        BinaryPrimitives.WriteUInt32LittleEndian(request[AllFamiliesStatesAt..], States);
        return Ask(netlink, request, into);
    }

    private string? ReadFamily(int netlink, byte family, List<TcpSocket> into)
    {
        Span<byte> request = stackalloc byte[RequestLength];
        request.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(request[4..], SockDiagByFamily);
        request[HeaderLength] = family;
        request[HeaderLength + 1] = Tcp;
        BinaryPrimitives.WriteUInt32LittleEndian(request[(HeaderLength + 4)..], States);
        return Ask(netlink, request, into);
    }

    /// <summary>Sends a question, whose length and kind are set here, and reads the whole answer.</summary>
    private string? Ask(int netlink, Span<byte> request, List<TcpSocket> into)
    {
        BinaryPrimitives.WriteInt32LittleEndian(request, request.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(request[6..], DumpRequest);
        fixed (byte* bytes = request)
        {
            if (Send(netlink, bytes, (nuint)request.Length, 0) < 0)
            {
                return Problem(Marshal.GetLastPInvokeError());
            }
        }

        while (true)
        {
            var count = ProcCalls.Read(netlink, _buffer);
            if (count <= 0)
            {
                return Problem(-count);
            }

            if (ReadMessages(_buffer.AsSpan(0, count), into, out var problem))
            {
                return problem;
            }
        }
    }

    /// <summary><see langword="true"/> when this was the end of the answer.</summary>
    private static bool ReadMessages(ReadOnlySpan<byte> messages, List<TcpSocket> into, out string? problem)
    {
        problem = null;
        while (messages.Length >= HeaderLength)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(messages);
            var type = BinaryPrimitives.ReadUInt16LittleEndian(messages[4..]);
            if (length < HeaderLength || length > messages.Length)
            {
                problem = "sock_diag: the answer is cut off";
                return true;
            }

            var body = messages[HeaderLength..length];
            if (type == DoneMessage)
            {
                return true;
            }

            if (type == ErrorMessage)
            {
                problem = Problem(body.Length >= 4 ? -BinaryPrimitives.ReadInt32LittleEndian(body) : 0);
                return true;
            }

            if (body.Length < AnswerLength)
            {
                problem = "sock_diag: an answer is too short";
                return true;
            }

            into.Add(SocketOf(body));
            messages = messages[Math.Min((length + 3) & ~3, messages.Length)..];
        }

        return false;
    }

    /// <summary>struct inet_diag_msg: family, state, timer, retransmits, then the socket's id, then counters, user, inode.</summary>
    private static TcpSocket SocketOf(ReadOnlySpan<byte> body)
    {
        var size = body[0] == 2 ? 4 : 16;
        var local = Endpoint.Of(body.Slice(8, size), BinaryPrimitives.ReadUInt16BigEndian(body[4..]));
        var remote = Endpoint.Of(body.Slice(24, size), BinaryPrimitives.ReadUInt16BigEndian(body[6..]));
        return new TcpSocket(BinaryPrimitives.ReadUInt32LittleEndian(body[68..]), local, remote, body[1]);
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Send(int socket, byte* bytes, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int socket, int level, int name, void* value, uint length);
}
