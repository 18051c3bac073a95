namespace LeakGate.Observation.Machines;

/// <summary>What answers at the socket of a container engine.</summary>
/// <param name="Socket">Path that was asked; empty where <c>DOCKER_HOST</c> is no unix socket.</param>
/// <param name="Version">Version that it told; <see langword="null"/>: see <paramref name="Trouble"/>.</param>
/// <param name="Trouble">Why it told none; <see langword="null"/>: it did.</param>
public sealed record EngineFacts(string Socket, string? Version, EngineTrouble? Trouble);

/// <summary>Why a container engine can't be asked.</summary>
public enum EngineTrouble
{
    /// <summary>There is no socket.</summary>
    None,

    /// <summary>The socket is not for this user.</summary>
    Denied,

    /// <summary>A socket is there, and nobody answers.</summary>
    Silent,

    /// <summary>What answers is no container engine.</summary>
    Stranger,

    /// <summary><c>DOCKER_HOST</c> is no unix socket.</summary>
    Remote,
}
