using System.Text.RegularExpressions;

namespace LeakGate.Cli.Verbs;

/// <summary>The id that a server gave to the run that it starts, so that it knows the folder before there is one.</summary>
internal static partial class GivenRunId
{
    public const string Variable = "LEAKGATE_RUN_ID";

    /// <summary>The id; <see langword="null"/>: none was given, or it is none.</summary>
    public static string? Of(Func<string, string?> environment) =>
        environment(Variable) is { } id && Form().IsMatch(id) ? id : null;

    [GeneratedRegex("^[0-9]{8}-[0-9]{6}-[0-9a-f]{4}$", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
