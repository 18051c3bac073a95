namespace LeakGate.Cli.Verbs;

/// <summary>The name of a target that has none: that of its program.</summary>
internal static class TargetName
{
    private static readonly string[] Runtimes =
        ["dotnet", "java", "node", "python", "python3", "ruby", "php", "go", "bash", "sh", "env", "npm", "npx", "deno", "bun"];

    /// <summary>
    /// <c>dotnet out/Shop.dll --x</c> is <c>Shop</c>: behind a known runtime, the first word that is neither an option nor
    /// a verb such as <c>run</c>; signs that a folder should not have become <c>-</c>.
    /// </summary>
    public static string Of(IReadOnlyList<string> command)
    {
        string program = Path.GetFileName(command[0]);
        string word = Runtimes.Contains(program, StringComparer.Ordinal)
            ? command.Skip(1).FirstOrDefault(argument => !argument.StartsWith('-') && argument is not ("run" or "exec" or "start")) ?? program
            : program;
        string name = Path.GetFileNameWithoutExtension(word.TrimEnd('/'));
        string clean = new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-').Take(64)]);
        clean = clean.TrimStart('-', '_', '.');
        return clean.Length == 0 ? "target" : clean;
    }
}
