namespace LeakGate.Observation.Targets;

/// <summary>
/// Which container is meant: one by name or id (<c>shop</c>), the one that bears a label (<c>app=shop</c>), or that of a Compose
/// service (<c>compose:shop</c>, <c>compose:project/shop</c>). Names and ids of containers have neither <c>=</c> nor <c>:</c>.
/// </summary>
/// <param name="Name">Name or id; <see langword="null"/>: the labels decide.</param>
/// <param name="Labels">Labels that it bears, all of them, as <c>KEY=VALUE</c>.</param>
public sealed record ContainerChoice(string? Name, IReadOnlyList<string> Labels)
{
    private const string Compose = "compose:";

    /// <summary>Labels by which Compose, of Docker and of Podman, marks what it starts.</summary>
    private const string ServiceLabel = "com.docker.compose.service=";

    private const string ProjectLabel = "com.docker.compose.project=";

    /// <summary>Short name for messages and folders: the name, the value of the label, or the service. Letters, digits, <c>_</c>, <c>.</c> and <c>-</c>, at most 64.</summary>
    public required string ShortName { get; init; }

    /// <summary>Reads what a person wrote; <see langword="null"/>: it is none of the three.</summary>
    public static ContainerChoice? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(Compose, StringComparison.Ordinal))
        {
            var parts = text[Compose.Length..].Split('/');
            return parts.Length <= 2 && Array.TrueForAll(parts, IsName)
                ? new ContainerChoice(null, [ServiceLabel + parts[^1], .. parts.SkipLast(1).Select(project => ProjectLabel + project)]) { ShortName = Short(parts[^1]) }
                : null;
        }

        var sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign > 0)
        {
            var (key, value) = (text[..sign], text[(sign + 1)..]);
            return value.Length > 0 && !text.Any(char.IsControl) && !key.Any(char.IsWhiteSpace)
                ? new ContainerChoice(null, [text]) { ShortName = Short(value) }
                : null;
        }

        return IsName(text) ? new ContainerChoice(text, []) { ShortName = Short(text) } : null;
    }

    private static bool IsName(string text) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && text.All(MayBeInName);

    private static bool MayBeInName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';

    private static string Short(string text)
    {
        var safe = string.Concat(text.Select(c => MayBeInName(c) ? c : '-')).TrimStart('.', '-', '_');
        return safe.Length == 0 ? "container" : safe[..Math.Min(64, safe.Length)];
    }
}
