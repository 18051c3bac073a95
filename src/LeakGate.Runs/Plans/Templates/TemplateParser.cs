using System.Globalization;
using System.Text;

namespace LeakGate.Runs.Plans.Templates;

/// <summary>Reads the text of a template; goes on after an error, so that all are found at once.</summary>
internal sealed class TemplateParser(string text)
{
    private const string Open = "{{";
    private const string Close = "}}";
    private const string Placeholders =
        "{{seq}}, {{n}}, {{uuid}}, {{int MIN MAX}}, {{text LENGTH}}, {{pick A B …}}, or {{{{ for two plain braces";

    private readonly List<TemplatePart> _parts = [];
    private readonly List<TemplateError> _errors = [];
    private readonly StringBuilder _literal = new();

    public IReadOnlyList<TemplatePart> Parts => _parts;

    public IReadOnlyList<TemplateError> Errors => _errors;

    public void Parse()
    {
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf(Open, at, StringComparison.Ordinal);
            if (open < 0)
            {
                break;
            }

            _literal.Append(text, at, open - at);
            at = ReadFromBraces(open);
        }

        _literal.Append(text, at, text.Length - at);
        EndLiteral();
    }

    private int ReadFromBraces(int open)
    {
        if (string.CompareOrdinal(text, open, "{{{{", 0, 4) == 0)
        {
            _literal.Append(Open);
            return open + 4;
        }

        var close = text.IndexOf(Close, open + Open.Length, StringComparison.Ordinal);
        if (close < 0)
        {
            _errors.Add(new TemplateError(open, Open, "a placeholder that does not end with }}", Placeholders));
            return text.Length;
        }

        var end = close + Close.Length;
        var words = text[(open + Open.Length)..close].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (part, problem, allowed) = Read(words);
        if (part is null)
        {
            _errors.Add(new TemplateError(open, text[open..end], problem, allowed));
        }
        else
        {
            EndLiteral();
            _parts.Add(part);
        }

        return end;
    }

    private void EndLiteral()
    {
        if (_literal.Length > 0)
        {
            _parts.Add(new TemplatePart.Literal(Encoding.UTF8.GetBytes(_literal.ToString())));
            _literal.Clear();
        }
    }

    private static (TemplatePart? Part, string Problem, string Allowed) Read(string[] words) => words switch
    {
        ["seq"] => (new TemplatePart.Sequence(), "", ""),
        ["n"] => (new TemplatePart.Number(), "", ""),
        ["uuid"] => (new TemplatePart.Uuid(), "", ""),
        ["int", var min, var max] => ReadInt(min, max),
        ["text", var length] => ReadText(length),
        ["pick", _, ..] => (new TemplatePart.Pick([.. words[1..].Select(Encoding.UTF8.GetBytes)]), "", ""),
        [] => (null, "an empty placeholder", Placeholders),
        ["seq" or "n" or "uuid", ..] => (null, "a placeholder that takes no argument", $"{{{{{words[0]}}}}}"),
        ["int", ..] => (null, "int takes two arguments", "{{int MIN MAX}}, such as {{int 1 1000}}"),
        ["text", ..] => (null, "text takes one argument", "{{text LENGTH}}, such as {{text 1000}}"),
        ["pick", ..] => (null, "pick takes at least one argument", "{{pick A B …}}, such as {{pick red green blue}}"),
        _ => (null, "an unknown placeholder", Placeholders),
    };

    private static (TemplatePart? Part, string Problem, string Allowed) ReadInt(string min, string max)
    {
        const string Allowed = "{{int MIN MAX}} with two whole numbers, the first not above the second, such as {{int 1 1000}}";
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        if (!long.TryParse(min, Whole, CultureInfo.InvariantCulture, out var low)
            || !long.TryParse(max, Whole, CultureInfo.InvariantCulture, out var high))
        {
            return (null, "int needs two whole numbers of at most 64 bits", Allowed);
        }

        return low > high ? (null, "the first number is above the second", Allowed) : (new TemplatePart.Int(low, high), "", "");
    }

    private static (TemplatePart? Part, string Problem, string Allowed) ReadText(string length)
    {
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > Template.LongestText)
        {
            return (null, "a length that is not a whole number from 1 to 1048576", "{{text LENGTH}}, such as {{text 1000}}");
        }

        return (new TemplatePart.Text(count), "", "");
    }
}
