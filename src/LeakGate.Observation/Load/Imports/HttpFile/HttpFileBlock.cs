namespace LeakGate.Observation.Load.Imports.HttpFile;

/// <summary>One request of a <c>.http</c> file as it is written, variables not filled in.</summary>
/// <param name="Line">Line of the request, from 1.</param>
/// <param name="Request">Method and URL.</param>
internal sealed record HttpFileBlock(int Line, string Request)
{
    /// <summary>Its name; <see langword="null"/>: none.</summary>
    public string? Name { get; init; }

    /// <summary>Header lines with their numbers.</summary>
    public IReadOnlyList<(int Line, string Text)> Headers { get; init; } = [];

    /// <summary>The body; <see langword="null"/>: none.</summary>
    public string? Body { get; init; }

    /// <summary>Line on which the body begins.</summary>
    public int BodyLine { get; init; }

    /// <summary>The file that the body is; <see langword="null"/>: none.</summary>
    public string? BodyFile { get; init; }
}
