using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using LeakGate.Runs.Plans;

namespace LeakGate.Runs.Configuration.Values;

/// <summary>Published ports: <c>5000:80</c>, <c>0.0.0.0:5000:80</c>, <c>[::1]:5000:80</c>. Without an address only loopback reaches them.</summary>
public static class PublishedPortText
{
    private const int MostPort = 65_535;

    /// <summary>Reads <c>HOST:CONTAINER</c>, with an address before it or without.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PublishedPort? port)
    {
        ArgumentNullException.ThrowIfNull(text);
        port = null;
        string[] parts = text.Split(':');
        if (parts.Length < 2 || !IsPort(parts[^2], out int host) || !IsPort(parts[^1], out int container))
        {
            return false;
        }

        string address = string.Join(':', parts[..^2]);
        if (address.Length == 0)
        {
            port = parts.Length == 2 ? new PublishedPort(IPAddress.Loopback, host, container) : null;
            return port is not null;
        }

        // Only brackets tell where an address of version 6 ends; what is short for an address of version 4 (`1`) is more often a mistake.
        bool inBrackets = address is ['[', .., ']'];
        if (IPAddress.TryParse(inBrackets ? address[1..^1] : address, out IPAddress? known)
            && (inBrackets ? known.AddressFamily is AddressFamily.InterNetworkV6 : known.AddressFamily is AddressFamily.InterNetwork && known.ToString() == address))
        {
            port = new PublishedPort(known, host, container);
        }

        return port is not null;
    }

    private static bool IsPort(string text, out int port) => NumberText.TryParseWhole(text, out port) && port is > 0 and <= MostPort;
}
