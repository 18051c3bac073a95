using System.Globalization;
using System.Text;
using LeakGate.Runs.Configuration.Drafts;

namespace LeakGate.Observation.Load.Imports.HttpFile;

/// <summary>
/// Fills in the variables of a <c>.http</c> file: those that it sets by their value, changing ones by LeakGate's templates, unknown ones
/// (they come from an environment of the editor) and those that are called like a secret by an environment variable of the same name.
/// </summary>
internal sealed class HttpFileVariables(IReadOnlyDictionary<string, (int Line, string Value)> known, ImportScan scan)
{
    private const int Deepest = 20;

    /// <summary>The first changing variable that has no template here, since the last call of <see cref="TakeUnknown"/>.</summary>
    private string? _unknown;

    /// <summary>Text in the form of the configuration; <see langword="null"/> after an error.</summary>
    public string? Fill(string text, int line, int column) => Fill(text, line, column, []);

    /// <summary>The name of a changing variable that cannot be replaced, and forgets it.</summary>
    public string? TakeUnknown()
    {
        string? unknown = _unknown;
        _unknown = null;
        return unknown;
    }

    private string? Fill(string text, int line, int column, IReadOnlyList<string> inside)
    {
        StringBuilder filled = new();
        int at = 0;
        for (int open = text.IndexOf("{{", StringComparison.Ordinal); open >= 0; open = text.IndexOf("{{", at, StringComparison.Ordinal))
        {
            int close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                (int lines, int last) = Place(text, open);
                scan.Error(line + lines, lines == 0 ? column + open : open - last, scan.Texts.OpenVariable());
                return null;
            }

            filled.Append(FileText.Template(text[at..open]));
            if (Value(text[(open + 2)..close].Trim(), line, column, inside) is not { } value)
            {
                return null;
            }

            filled.Append(value);
            at = close + 2;
        }

        return filled.Append(FileText.Template(text[at..])).ToString();
    }

    private string? Value(string name, int line, int column, IReadOnlyList<string> inside)
    {
        if (name.StartsWith('$'))
        {
            return Changing(name);
        }

        if (!known.TryGetValue(name, out (int Line, string Value) variable))
        {
            return $"${{{FileText.Variable(name)}}}";
        }

        if (inside.Count >= Deepest || inside.Contains(name, StringComparer.Ordinal))
        {
            scan.Error(variable.Line, 1, scan.Texts.CircularVariable(name));
            return null;
        }

        string? filled = Fill(variable.Value, variable.Line, 1, [.. inside, name]);
        return filled is not null && SecretNames.IsSecret(name) && !SecretNames.IsVariable(filled) ? SecretNames.Variable(name) : filled;
    }

    private string Changing(string name)
    {
        string[] words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["$guid" or "$uuid" or "$random.uuid"] => "{{uuid}}",
            ["$randomInt", var low, var high] when Whole(low) is { } least && Whole(high) is { } most && least < most =>
                string.Create(CultureInfo.InvariantCulture, $"{{{{int {least} {most - 1}}}}}"),
            ["$randomInt" or "$random.integer"] => "{{int 0 1000}}",
            ["$timestamp"] => "{{int 1700000000 1999999999}}",
            ["$processEnv" or "$dotenv", var variable] => $"${{{FileText.Variable(variable.TrimStart('%'))}}}",
            [var first] when first.StartsWith("$env.", StringComparison.Ordinal) => $"${{{FileText.Variable(first["$env.".Length..])}}}",
            [var first] when first.StartsWith("$random.alphabetic", StringComparison.Ordinal) || first.StartsWith("$random.alphanumeric", StringComparison.Ordinal) => "{{text 20}}",
            ["$random.email"] => "user{{seq}}@example.com",
            _ => Unknown(name),
        };
    }

    private static long? Whole(string word) =>
        long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    private string Unknown(string name)
    {
        _unknown ??= $"{{{{{name}}}}}";
        return FileText.Template($"{{{{{name}}}}}");
    }

    /// <summary>How many lines lie before a place, and where the last of their ends is.</summary>
    private static (int Lines, int Last) Place(string text, int at) =>
        (text.AsSpan(0, at).Count('\n'), at == 0 ? -1 : text.LastIndexOf('\n', at - 1));
}
