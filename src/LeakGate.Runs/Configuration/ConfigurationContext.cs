using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration;

/// <summary>What a configuration depends on beside its own text.</summary>
/// <param name="BaseFolder">Absolute folder that relative paths start from: the folder of the file.</param>
/// <param name="Environment">Gives the value of an environment variable; <see langword="null"/> when it is not set.</param>
/// <param name="Language">Language of errors and warnings.</param>
/// <param name="Profile">Name of the profile to plan for; <see langword="null"/>: the first, <c>quick</c>.</param>
public sealed record ConfigurationContext(
    string BaseFolder,
    Func<string, string?> Environment,
    Language Language = Language.English,
    string? Profile = null);
