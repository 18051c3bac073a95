using System.Text.RegularExpressions;

namespace LeakGate.Tests.Docs;

/// <summary>One Markdown file of the repository, as far as the tests of the documentation read it.</summary>
internal sealed partial class MarkdownPage
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "artifacts", ".git", ".leakgate"];

    private readonly string[] _lines;

    private MarkdownPage(string path) => (Path, _lines) = (path, File.ReadAllLines(System.IO.Path.Combine(Root, path)));

    /// <summary>Absolute path of the folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Path from the root of the repository, with slashes.</summary>
    public string Path { get; }

    /// <summary>Blocks between fences, in order.</summary>
    public IReadOnlyList<CodeBlock> Code => [.. Fences().Where(fence => fence.Language.Length > 0)];

    /// <summary>What <c>#name</c> may point at: headings as GitHub names them, and anchors that were set.</summary>
    public IReadOnlyList<string> Anchors =>
    [
        .. Prose().Where(line => line.StartsWith('#')).Select(line => Slug(line.TrimStart('#'))),
        .. Prose().SelectMany(line => AnchorPattern().Matches(line)).Select(match => match.Groups["target"].Value),
    ];

    /// <summary>Targets of links and pictures that are no web address.</summary>
    public IReadOnlyList<string> RelativeLinks =>
    [
        .. Prose()
            .SelectMany(line => LinkPattern().Matches(InlineCode().Replace(line, "")))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)),
    ];

    /// <summary>Lines that a reader types: of console blocks those behind <c>$</c>, where any has one.</summary>
    public IReadOnlyList<string> Commands =>
    [
        .. Code.Where(block => block.Language is "sh" or "bash" or "console").SelectMany(block => Typed(block.Text)),
    ];

    /// <summary>All text, code included.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>The page at a path from the root; it must exist.</summary>
    public static MarkdownPage At(string path) => new(path);

    /// <summary>Every page of the repository, built and foreign folders left out.</summary>
    public static IReadOnlyList<MarkdownPage> All() =>
    [
        .. Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => NotOurs.Contains(part, StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(path => new MarkdownPage(path)),
    ];

    public override string ToString() => Path;

    private static IEnumerable<string> Typed(string text)
    {
        var lines = text.Split('\n');
        return Array.Exists(lines, line => line.StartsWith("$ ", StringComparison.Ordinal))
            ? lines.Where(line => line.StartsWith("$ ", StringComparison.Ordinal))
            : lines;
    }

    private IEnumerable<string> Prose()
    {
        var inCode = false;
        foreach (var line in _lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inCode = !inCode;
            }
            else if (!inCode)
            {
                yield return line;
            }
        }
    }

    private IEnumerable<CodeBlock> Fences()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (!_lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.FindIndex(_lines, i + 1, line => line == "```");
            var words = _lines[i][3..].Split(' ', 2);
            yield return new CodeBlock(words[0], words.Length > 1 ? words[1] : "", i + 2, string.Join('\n', _lines[(i + 1)..end]));
            i = end;
        }
    }

    private static string Slug(string heading) => new(
        [.. heading.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c)]);

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "LeakGate.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run from their build folder in the repository.");
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.None, 1000)]
    private static partial Regex LinkPattern();

    [GeneratedRegex("<a id=\"(?<target>[^\"]+)\">", RegexOptions.None, 1000)]
    private static partial Regex AnchorPattern();

    [GeneratedRegex("`[^`]*`", RegexOptions.None, 1000)]
    private static partial Regex InlineCode();
}

/// <summary>A block between fences.</summary>
/// <param name="Language">First word behind the fence.</param>
/// <param name="Mark">What else stands behind it: <c>leakgate.yml</c> for a whole file.</param>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Text">Its lines.</param>
internal sealed record CodeBlock(string Language, string Mark, int Line, string Text);
