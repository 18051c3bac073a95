namespace LeakGate.EndToEnd;

/// <summary>The checkout that these tests were built in: they start its programs and read its files.</summary>
internal static class Repository
{
    /// <summary>Absolute path of the folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LeakGate.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException("No LeakGate.slnx above the tests: they run from their build folder in the repository.");
    }
}
