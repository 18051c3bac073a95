namespace LeakGate.Observation.Load.Imports;

/// <summary>One thing that is wrong in a file that requests are taken from, and where.</summary>
/// <param name="File">File name as the user gave it.</param>
/// <param name="Line">Line, from 1; 1 where the reader does not tell.</param>
/// <param name="Column">Column in characters, from 1; 1 where the reader does not tell.</param>
/// <param name="Problem">What is wrong, in the language asked for.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ImportError(string File, int Line, int Column, string Problem, string Remedy)
{
    /// <summary>One line: <c>api.yml:3:5: problem; remedy</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}: {Problem}; {Remedy}");
}
