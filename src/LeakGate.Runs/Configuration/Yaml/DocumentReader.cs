using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LeakGate.Runs.Configuration.Yaml;

/// <summary>Turns YAML text into <see cref="Node"/>s.</summary>
internal sealed class DocumentReader
{
    /// <summary>Far more than any configuration needs; deeper text would only exhaust the stack.</summary>
    private const int DeepestNesting = 50;

    private readonly Parser _parser;
    private readonly ConfigurationScan _scan;
    private readonly Dictionary<string, Node> _anchors = new(StringComparer.Ordinal);

    private DocumentReader(string yaml, ConfigurationScan scan)
    {
        _parser = new Parser(new StringReader(yaml));
        _scan = scan;
    }

    /// <summary>The root of the only document, or <see langword="null"/> after an error.</summary>
    public static Node? Read(string yaml, ConfigurationScan scan)
    {
        DocumentReader reader = new(yaml, scan);
        try
        {
            return reader.Document();
        }
        catch (YamlException fault)
        {
            scan.Error(Tab(yaml, fault) ?? Inside(yaml, Of(fault.End)), "", scan.Texts.Syntax(fault.Message));
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The library's scanner fails so on some broken text (a bracket that is not closed before `key: value`), without a place:
            // what it read last is the nearest that is known.
            Mark? last = reader._parser.Current?.End;
            scan.Error(last is { } mark ? Inside(yaml, Of(mark)) : new Place(1, 1, 0), "", scan.Texts.Unreadable());
            return null;
        }
    }

    /// <summary>
    /// The first line indented with a tab, when that is what the fault is about: the library names only the begin of the part it is in.
    /// </summary>
    private static Place? Tab(string yaml, YamlException fault)
    {
        if (!fault.Message.Contains("invalid tab", StringComparison.Ordinal))
        {
            return null;
        }

        int lineStart = 0;
        string[] lines = yaml.Split('\n');
        for (int line = 0; line < lines.Length; line++)
        {
            int indent = lines[line].Length - lines[line].TrimStart(' ').Length;
            if (line + 1 >= fault.Start.Line && indent < lines[line].Length && lines[line][indent] == '\t')
            {
                return new Place(line + 1, indent + 1, lineStart + indent);
            }

            lineStart += lines[line].Length + 1;
        }

        return null;
    }

    /// <summary>The library places the end of a text without a last line end on the line behind it, where no editor can go.</summary>
    private static Place Inside(string yaml, Place place)
    {
        string[] lines = yaml.Split('\n');
        return place.Line <= lines.Length ? place : new Place(lines.Length, lines[^1].Length + 1, yaml.Length);
    }

    private Node? Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _scan.Error(new Place(1, 1, 0), "", _scan.Texts.EmptyFile());
            return null;
        }

        Node root = Next(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out DocumentStart? second))
        {
            _scan.Error(Of(second.Start), "---", _scan.Texts.SecondDocument());
        }

        return root;
    }

    private Node Next(int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "nested too deeply");
        }

        if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out Node? known)
                ? known
                : throw new YamlException(alias.Start, alias.End, $"unknown anchor '{alias.Value.Value}'");
        }

        AnchorName anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        Node node = _parser.TryConsume<Scalar>(out Scalar? scalar) ? Of(scalar)
            : _parser.TryConsume<SequenceStart>(out SequenceStart? sequence) ? Sequence(sequence, depth)
            : Mapping(_parser.Consume<MappingStart>(), depth);
        if (!anchor.IsEmpty)
        {
            // Only now: an alias inside its own anchor would make an endless tree.
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private SequenceNode Sequence(SequenceStart start, int depth)
    {
        List<Node> items = [];
        while (!_parser.Accept<SequenceEnd>(out _))
        {
            items.Add(Next(depth + 1));
        }

        return new SequenceNode(items, Of(start.Start), Of(_parser.Consume<SequenceEnd>().End));
    }

    private MappingNode Mapping(MappingStart start, int depth)
    {
        List<(ScalarNode, Node)> entries = [];
        while (!_parser.Accept<MappingEnd>(out _))
        {
            Node key = Next(depth + 1);
            Node value = Next(depth + 1);
            if (key is ScalarNode name)
            {
                entries.Add((name, value));
            }
            else
            {
                _scan.Error(key.Start, "", _scan.Texts.KeyIsNoText());
            }
        }

        return new MappingNode(entries, Of(start.Start), Of(_parser.Consume<MappingEnd>().End));
    }

    private static ScalarNode Of(Scalar scalar) =>
        new(scalar.Value, scalar.Style is not ScalarStyle.Plain, Of(scalar.Start), Of(scalar.End));

    private static Place Of(Mark mark) => new((int)mark.Line, (int)mark.Column, (int)mark.Index);
}
