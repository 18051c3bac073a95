using System.Runtime.InteropServices;

namespace LeakGate.Observation.Targets;

/// <summary>How LeakGate starts itself again, for its hidden verbs: as a single file, as a .NET tool, by <c>dotnet leakgate.dll</c> or from tests.</summary>
public static class SelfCommand
{
    private const string Name = "leakgate";

    /// <summary>The program to start and the arguments that come before the verb.</summary>
    /// <exception cref="InvalidOperationException">Neither LeakGate's own program nor <c>leakgate.dll</c> was found.</exception>
    public static (string File, IReadOnlyList<string> Prefix) Resolve()
    {
        var self = Environment.ProcessPath;
        if (self is not null && string.Equals(Path.GetFileNameWithoutExtension(self), Name, StringComparison.Ordinal))
        {
            return (self, []);
        }

        // Hosted by another program (`dotnet leakgate.dll`, a test runner): the library lies beside its entry.
        var library = Path.Combine(AppContext.BaseDirectory, Name + ".dll");
        if (!File.Exists(library))
        {
            throw new InvalidOperationException($"LeakGate cannot start itself again: {library} does not exist.");
        }

        return (FindDotnet(self), [library]);
    }

    private static string FindDotnet(string? self)
    {
        // The runtime that runs this very code fits for certain; its folder is DOTNET/shared/Microsoft.NETCore.App/VERSION.
        var fromRuntime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        string?[] candidates = [IsDotnet(self) ? self : null, fromRuntime, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")];
        return candidates.FirstOrDefault(File.Exists)
            ?? CommandPath.Find("dotnet", "/", Environment.GetEnvironmentVariable("PATH"))
            ?? throw new InvalidOperationException("LeakGate cannot start itself again: no dotnet program was found.");
    }

    private static bool IsDotnet(string? path) => path is not null && string.Equals(Path.GetFileName(path), "dotnet", StringComparison.Ordinal);
}
