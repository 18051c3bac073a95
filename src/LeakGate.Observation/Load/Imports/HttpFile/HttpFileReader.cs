namespace LeakGate.Observation.Load.Imports.HttpFile;

/// <summary>
/// Splits a <c>.http</c> file (the form of Visual Studio, VS Code's REST Client and JetBrains) into variables and requests. Scripts and
/// handlers of answers are skipped: LeakGate runs none.
/// </summary>
internal sealed class HttpFileReader
{
    private readonly string[] _lines;
    private readonly ImportScan _scan;
    private readonly List<HttpFileBlock> _blocks = [];
    private int _at;

    private HttpFileReader(string text, ImportScan scan) =>
        (_lines, _scan) = ([.. text.TrimStart('\ufeff').Split('\n').Select(line => line.TrimEnd('\r'))], scan);

    /// <summary>Variables that the file sets, the last value of each, with its line.</summary>
    public Dictionary<string, (int Line, string Value)> Variables { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<HttpFileBlock> Blocks => _blocks;

    public static HttpFileReader Read(string text, ImportScan scan)
    {
        HttpFileReader reader = new(text, scan);
        string? name = null;
        while (reader._at < reader._lines.Length)
        {
            name = reader.Head(name);
        }

        return reader;
    }

    /// <summary>One line outside of a request, or a whole request; gives the name that the next request has.</summary>
    private string? Head(string? name)
    {
        string line = _lines[_at].Trim();
        if (line.StartsWith("###", StringComparison.Ordinal))
        {
            _at++;
            string title = line.TrimStart('#').Trim();
            return title.Length == 0 ? null : title;
        }

        if (line.StartsWith('#') || line.StartsWith("//", StringComparison.Ordinal))
        {
            _at++;
            string comment = line.TrimStart('#', '/').Trim();
            return comment.StartsWith("@name", StringComparison.Ordinal) ? comment["@name".Length..].Trim(' ', '=', ':') : name;
        }

        if (line.Length == 0)
        {
            _at++;
            return name;
        }

        if (line.StartsWith('@'))
        {
            Variable(line);
            _at++;
            return name;
        }

        if (line.StartsWith("< {%", StringComparison.Ordinal) || line.StartsWith("> {%", StringComparison.Ordinal))
        {
            SkipScript();
            return name;
        }

        Request(name);
        return null;
    }

    private void Variable(string line)
    {
        int equals = line.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? "" : line[1..equals].Trim();
        if (name.Length == 0 || name.Any(char.IsWhiteSpace))
        {
            _scan.Error(_at + 1, _lines[_at].IndexOf('@', StringComparison.Ordinal) + 1, _scan.Texts.BadVariable(line));
            return;
        }

        Variables[name] = (_at + 1, line[(equals + 1)..].Trim());
    }

    private void Request(string? name)
    {
        int first = _at;
        string request = _lines[_at++].Trim();
        while (_at < _lines.Length && _lines[_at].Length > 0 && char.IsWhiteSpace(_lines[_at][0]) && _lines[_at].Trim() is { Length: > 0 } more)
        {
            request += more;
            _at++;
        }

        List<(int, string)> headers = [];
        while (_at < _lines.Length && _lines[_at].Trim().Length > 0 && !IsSeparator(_lines[_at]))
        {
            string line = _lines[_at].Trim();
            if (!line.StartsWith('#') && !line.StartsWith("//", StringComparison.Ordinal))
            {
                headers.Add((_at + 1, line));
            }

            _at++;
        }

        (List<string> body, int bodyLine, string? file) = Body();
        string text = string.Join('\n', body).TrimEnd();
        _blocks.Add(new HttpFileBlock(first + 1, request)
        {
            Name = name,
            Headers = headers,
            Body = text.Length == 0 ? null : text,
            BodyLine = bodyLine,
            BodyFile = file,
        });
    }

    private (List<string> Body, int Line, string? File) Body()
    {
        List<string> body = [];
        string? file = null;
        int first = 0;
        while (_at < _lines.Length && !IsSeparator(_lines[_at]))
        {
            string line = _lines[_at];
            if (line.StartsWith("> {%", StringComparison.Ordinal) || line.StartsWith("< {%", StringComparison.Ordinal))
            {
                SkipScript();
                continue;
            }

            if (line.StartsWith("< ", StringComparison.Ordinal) || line.StartsWith("<@ ", StringComparison.Ordinal))
            {
                file = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim();
            }
            else if (!line.StartsWith("> ", StringComparison.Ordinal) && !line.StartsWith(">>", StringComparison.Ordinal)
                && !line.StartsWith("<> ", StringComparison.Ordinal) && (body.Count > 0 || line.Trim().Length > 0))
            {
                first = body.Count == 0 ? _at + 1 : first;
                body.Add(line);
            }

            _at++;
        }

        return (body, first, file);
    }

    private void SkipScript()
    {
        while (_at < _lines.Length && !_lines[_at].Contains("%}", StringComparison.Ordinal))
        {
            _at++;
        }

        _at++;
    }

    private static bool IsSeparator(string line) => line.StartsWith("###", StringComparison.Ordinal);
}
