namespace LeakGate.Observation.Services;

/// <summary>What every service needs to start.</summary>
/// <param name="Name">Its name, as other values refer to it.</param>
/// <param name="LogPath">File for what it prints, bounded; <see langword="null"/>: none.</param>
/// <param name="Progress">Told what is waited for.</param>
/// <param name="Time">The clock.</param>
internal sealed record ServiceContext(string Name, string? LogPath, IProgress<string> Progress, TimeProvider Time);
