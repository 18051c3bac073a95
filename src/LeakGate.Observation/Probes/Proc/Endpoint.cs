using System.Globalization;
using System.Net;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// Address and port as plain numbers, so that thousands fit into a set without an object each. IPv4 is held as
/// IPv4-mapped IPv6: a socket that serves both families is the same peer either way.
/// </summary>
internal readonly record struct Endpoint(UInt128 Address, ushort Port)
{
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    private static readonly UInt128 LoopbackV6 = UInt128.One;

    /// <summary>From bytes in network order, 4 or 16 of them.</summary>
    public static Endpoint Of(ReadOnlySpan<byte> address, ushort port)
    {
        UInt128 value = UInt128.Zero;
        foreach (var part in address)
        {
            value = (value << 8) | part;
        }

        return new Endpoint(address.Length == 4 ? value | MappedPrefix : value, port);
    }

    /// <summary>From the class library's types.</summary>
    public static Endpoint Of(IPAddress address, int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = address.TryWriteBytes(bytes, out var length);
        return Of(bytes[..length], (ushort)port);
    }

    /// <summary>Any address of the machine: what a server binds to that serves all of them.</summary>
    public bool IsAny => Address == UInt128.Zero || Address == MappedPrefix;

    /// <summary>The machine itself.</summary>
    public bool IsLoopback => Address == LoopbackV6 || (IsV4 && ((ulong)Address >> 24 & 0xFF) == 127);

    private bool IsV4 => Address >> 32 == 0xFFFF;

    /// <summary>The address alone, as people write it.</summary>
    public string AddressText()
    {
        Span<byte> bytes = stackalloc byte[16];
        var rest = Address;
        for (var index = 15; index >= 0; index--)
        {
            bytes[index] = (byte)rest;
            rest >>= 8;
        }

        return (IsV4 ? new IPAddress(bytes[12..]) : new IPAddress(bytes)).ToString();
    }

    /// <inheritdoc />
    public override string ToString() => IsV4
        ? string.Create(CultureInfo.InvariantCulture, $"{AddressText()}:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"[{AddressText()}]:{Port}");
}
