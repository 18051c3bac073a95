using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>
/// A root file system made from this machine's own files, in place of the base image, which comes from a registry that can't be reached
/// here: the .NET runtime, bash, and the libraries that both load. It holds no shell tools, no package manager and no SDK.
/// </summary>
internal static partial class BaseRoot
{
    /// <summary>Makes it in a folder that does not exist yet.</summary>
    public static void Make(string root)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        var version = Path.GetFileName(runtime);
        File.Copy(Path.Combine(dotnet, "dotnet"), Place(root, "usr/share/dotnet/dotnet"));
        foreach (var part in new[] { "host/fxr", "shared/Microsoft.NETCore.App/" + version, "shared/Microsoft.AspNetCore.App/" + version })
        {
            CopyTree(Path.Combine(dotnet, part), Path.Combine(root, "usr/share/dotnet", part));
        }

        File.Copy(Resolved("/bin/bash"), Place(root, "bin/bash"));
        File.CreateSymbolicLink(Place(root, "usr/bin/dotnet"), "/usr/share/dotnet/dotnet");
        File.WriteAllText(Place(root, "etc/passwd"), "root:x:0:0::/root:/bin/bash\napp:x:1654:1654::/srv/leakgate:/bin/bash\n");
        File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(root, "tmp")).FullName, (UnixFileMode)0b1_111_111_111);

        // Libraries of the runtime load one another, and are there already.
        // OpenSSL is looked for by name, when it is first needed.
        var openssl = Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").SelectMany(folder => Directory.EnumerateFiles(folder, "libssl.so.3")).First();
        foreach (var library in Libraries([Resolved("/bin/bash"), Path.Combine(dotnet, "dotnet"), openssl, .. Directory.EnumerateFiles(runtime, "*.so")]).Append(openssl))
        {
            File.Copy(Resolved(library), Place(root, library.TrimStart('/')), overwrite: true);
        }
    }

    private static HashSet<string> Libraries(IEnumerable<string> programs)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", programs) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        ldd.BeginErrorReadLine();
        var told = ldd.StandardOutput.ReadToEnd();
        ldd.WaitForExit();
        return [.. LibraryPath().Matches(told).Select(match => match.Groups["path"].Value)];
    }

    private static string Resolved(string path) => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    private static string Place(string root, string name)
    {
        var path = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private static void CopyTree(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Place(to, Path.GetRelativePath(from, file)));
        }
    }

    /// <summary>Of <c>name =&gt; /path (0x…)</c> and of the loader's own line.</summary>
    [GeneratedRegex(@"(?:=>\s+|^\s+)(?<path>/[^\s:]+) \(0x", RegexOptions.Multiline)]
    private static partial Regex LibraryPath();
}
