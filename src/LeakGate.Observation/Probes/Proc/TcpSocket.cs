using System.Globalization;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>One TCP socket of a network namespace; those of UDP are told alike. Inode 0: no process holds it any more.</summary>
internal readonly record struct TcpSocket(long Inode, Endpoint Local, Endpoint Remote, byte State)
{
    public const byte TimeWait = 6;
    public const byte Listen = 10;

    /// <summary>The name of a state as <c>ss</c> and the kernel's headers have it.</summary>
    public static string StateName(byte state) => state switch
    {
        1 => "ESTABLISHED",
        2 => "SYN_SENT",
        3 or 12 => "SYN_RECV",
        4 => "FIN_WAIT1",
        5 => "FIN_WAIT2",
        TimeWait => "TIME_WAIT",
        7 => "CLOSE",
        8 => "CLOSE_WAIT",
        9 => "LAST_ACK",
        Listen => "LISTEN",
        11 => "CLOSING",
        _ => state.ToString(CultureInfo.InvariantCulture),
    };
}
