namespace LeakGate.Runs.Configuration.Yaml;

/// <summary>A place in the text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Index">Characters from the start of the text.</param>
internal readonly record struct Place(int Line, int Column, int Index);

/// <summary>
/// One value of a YAML document with its place. The library's own tree stops at the first doubled key; this one keeps it, so that
/// every error is told at once.
/// </summary>
internal abstract class Node(Place start, Place end)
{
    public Place Start { get; } = start;

    public Place End { get; } = end;
}

/// <summary>A single value.</summary>
internal sealed class ScalarNode(string value, bool quoted, Place start, Place end) : Node(start, end)
{
    public string Value { get; } = value;

    /// <summary>Nothing was written, or YAML's word for nothing.</summary>
    public bool IsNothing { get; } = !quoted && value is "" or "~" or "null";
}

/// <summary>A list.</summary>
internal sealed class SequenceNode(IReadOnlyList<Node> items, Place start, Place end) : Node(start, end)
{
    public IReadOnlyList<Node> Items { get; } = items;
}

/// <summary>Keys with values, in the order of the file; a key may stand twice.</summary>
internal sealed class MappingNode(IReadOnlyList<(ScalarNode Key, Node Value)> entries, Place start, Place end) : Node(start, end)
{
    public IReadOnlyList<(ScalarNode Key, Node Value)> Entries { get; } = entries;
}
