using System.Net;

namespace LeakGate.Runs.Plans;

/// <summary>A TCP port of a container that this machine reaches.</summary>
/// <param name="Address">Address of this machine on which it is reached; loopback where none is given.</param>
/// <param name="Host">Port on this machine, 1 to 65535.</param>
/// <param name="Container">Port in the container, 1 to 65535.</param>
public sealed record PublishedPort(IPAddress Address, int Host, int Container);
