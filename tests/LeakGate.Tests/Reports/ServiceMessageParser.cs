using System.Globalization;
using System.Text;

namespace LeakGate.Tests.Reports;

/// <summary>
/// Reads service messages as TeamCity's documentation describes them: one per line, a name, then one value or named ones between
/// single quotes, with <c>|</c> before what would end them. It shares nothing with the writer.
/// </summary>
internal static class ServiceMessageParser
{
    public sealed record Message(string Name, IReadOnlyDictionary<string, string> Values);

    public static IReadOnlyList<Message> Parse(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Line)];

    private static Message Line(string line)
    {
        const string start = "##teamcity[";
        if (!line.StartsWith(start, StringComparison.Ordinal) || line.Any(letter => letter is < ' ' or > '~'))
        {
            throw new FormatException("Not a service message: " + line);
        }

        var at = start.Length;
        var name = Word(line, ref at);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (line[at] == ' ')
        {
            at++;
            var key = line[at] == '\'' ? "" : Word(line, ref at);
            at += key.Length > 0 ? 1 : 0;
            values.Add(key, Value(line, ref at));
        }

        return line[at] == ']' && at == line.Length - 1 ? new Message(name, values) : throw new FormatException("Text behind the end: " + line[at..]);
    }

    private static string Word(string line, ref int at)
    {
        var from = at;
        while (char.IsAsciiLetterOrDigit(line[at]) || line[at] is '_' or '-')
        {
            at++;
        }

        return at > from ? line[from..at] : throw new FormatException("A name is missing: " + line[from..]);
    }

    private static string Value(string line, ref int at)
    {
        if (line[at++] != '\'')
        {
            throw new FormatException("A quote is missing: " + line);
        }

        var value = new StringBuilder();
        for (; line[at] != '\''; at++)
        {
            if (line[at] is '[' or ']')
            {
                throw new FormatException("A bracket is not escaped: " + line[at..]);
            }

            if (line[at] != '|')
            {
                value.Append(line[at]);
                continue;
            }

            at++;
            value.Append(line[at] switch
            {
                'n' => '\n',
                'r' => '\r',
                '\'' or '|' or '[' or ']' => line[at],
                '0' when line[at + 1] == 'x' => (char)int.Parse(line.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                _ => throw new FormatException("Not an escape: |" + line[at]),
            });
            at += line[at] == '0' ? 5 : 0;
        }

        at++;
        return value.ToString();
    }
}
