namespace LeakGate.Runs.Configuration;

/// <summary>One thing that is wrong in a configuration, and where.</summary>
/// <param name="File">File name as the user gave it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in characters, from 1.</param>
/// <param name="Text">The offending text as it stands in the file, variables not filled in; never a secret. May be empty.</param>
/// <param name="Problem">What is wrong, in the language asked for.</param>
/// <param name="Remedy">What to do, with an example; may be empty.</param>
public sealed record ConfigurationError(string File, int Line, int Column, string Text, string Problem, string Remedy)
{
    /// <summary>One line: <c>leakgate.yml:3:5: problem; remedy</c>. Editors and CI make a link of its begin.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{File}:{Line}:{Column}: {Problem}") + (Remedy.Length > 0 ? $"; {Remedy}" : "");
}
