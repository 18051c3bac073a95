using System.Buffers;

namespace LeakGate.Server;

/// <summary>Names of runs and targets as they may come from outside: one step of a path, and nothing that leads elsewhere.</summary>
internal static class SafeName
{
    private const int Longest = 100;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool Is(string? name) =>
        name is { Length: > 0 and <= Longest } && char.IsAsciiLetterOrDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(Allowed);
}
