namespace LeakGate.Server.Children;

/// <summary>A run that may be started: what was asked for, checked and as words of the command line.</summary>
/// <param name="Words">Words of the command line.</param>
/// <param name="Targets">Targets by name, as far as they were named.</param>
/// <param name="Profile">Profile; <see langword="null"/>: the first.</param>
internal sealed record StartWords(IReadOnlyList<string> Words, IReadOnlyList<string> Targets, string? Profile);
