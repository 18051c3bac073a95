using System.Diagnostics.CodeAnalysis;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Configuration.Yaml;

namespace LeakGate.Runs.Configuration;

/// <summary>Reads one kind of value from its text.</summary>
internal delegate bool TryParse<T>(string text, out T value);

/// <summary>One configuration while it is being read: what it depends on, and what was found wrong so far.</summary>
internal sealed class ConfigurationScan(string source, string file, ConfigurationContext context)
{
    private readonly List<ConfigurationError> _errors = [];

    public ConfigurationContext Context { get; } = context;

    public ConfigurationTexts Texts { get; } = new(context.Language);

    public IReadOnlyList<ConfigurationError> Errors => _errors;

    public List<string> Warnings { get; } = [];

    /// <summary>Names of the declared services; set before any other text is read.</summary>
    public IReadOnlyList<string> Services { get; set; } = [];

    public void Error(Place place, string text, Said said) =>
        _errors.Add(new ConfigurationError(file, place.Line, place.Column, text, said.Problem, said.Remedy));

    public void Error(Node node, Said said) => Error(node.Start, node is ScalarNode scalar ? scalar.Value : "", said);

    /// <summary>An error at a part of a scalar: found again in the source, so that the column is right in every quoting style.</summary>
    public void ErrorWithin(ScalarNode node, string fragment, Said said) =>
        Error(Find(node, fragment), fragment, said);

    /// <summary>The scalar of a node that must hold one.</summary>
    public bool IsScalar(Node node, string key, [NotNullWhen(true)] out ScalarNode? scalar)
    {
        scalar = node as ScalarNode;
        if (scalar is null)
        {
            Error(node, Texts.NeedsText(key));
        }
        else if (scalar.IsNothing)
        {
            Error(node, Texts.NoValue(key));
            scalar = null;
        }

        return scalar is not null;
    }

    /// <summary>Text with variables filled in and services still to be resolved; <see langword="null"/> after an error.</summary>
    public string? Text(Node? node, string key) =>
        node is not null && IsScalar(node, key, out ScalarNode? scalar) ? Interpolation.Expand(scalar, scalar.Value, this) : null;

    /// <summary>A text that is used while reading, so that it cannot wait for a service.</summary>
    public string? FinalText(Node? node, string key)
    {
        if (Text(node, key) is not { } text)
        {
            return null;
        }

        if (Plans.ServiceText.Waits(text))
        {
            Error(node!, Texts.NoServiceValueHere(key));
            return null;
        }

        return Plans.ServiceText.Resolve(text, new Dictionary<string, string>(StringComparer.Ordinal));
    }

    /// <summary>A value of some kind; <see langword="null"/> when it is absent or wrong.</summary>
    public T? Value<T>(Node? node, string key, TryParse<T> parse, Func<string, string, Said> wrong)
        where T : struct
    {
        if (FinalText(node, key) is not { } text)
        {
            return null;
        }

        if (parse(text, out T value))
        {
            return value;
        }

        Error(node!, wrong(key, ((ScalarNode)node!).Value));
        return null;
    }

    /// <summary>A whole number within bounds; <see langword="null"/> when it is absent or wrong.</summary>
    public int? Whole(Node? node, string key, int low, int high) => Value(
        node,
        key,
        (string text, out int value) => NumberText.TryParseWhole(text, out value) && value >= low && value <= high,
        (name, written) => Texts.BadWhole(name, written, low, high));

    private Place Find(ScalarNode node, string fragment)
    {
        int length = Math.Clamp(node.End.Index - node.Start.Index, 0, source.Length - node.Start.Index);
        int index = source.IndexOf(fragment, node.Start.Index, length, StringComparison.Ordinal);
        if (index < 0)
        {
            return node.Start;
        }

        int lineStart = index == 0 ? 0 : source.LastIndexOf('\n', index - 1) + 1;
        int lines = source.AsSpan(node.Start.Index, index - node.Start.Index).Count('\n');
        return new Place(node.Start.Line + lines, index - lineStart + 1, index);
    }
}
