using LeakGate.Runs.Configuration;

namespace LeakGate.Runs.Recorded;

/// <summary>The errors of one recording, bounded.</summary>
internal sealed class CsvErrors(string file, CsvTexts texts)
{
    private const int LongestText = 60;
    private readonly List<CsvError> _errors = [];

    public CsvTexts Texts { get; } = texts;

    public IReadOnlyList<CsvError> All => _errors;

    /// <summary>Whether so many were found that reading on helps nobody.</summary>
    public bool AreTooMany => _errors.Count >= RecordingReader.MostErrors;

    public void Add(long row, int column, string name, string text, Said said)
    {
        if (_errors.Count < RecordingReader.MostErrors)
        {
            _errors.Add(new CsvError(file, row, column, Cut(name), Cut(text), said.Problem, said.Remedy));
        }
    }

    /// <summary>Says that there may be more.</summary>
    public void AddLast(long row)
    {
        var said = Texts.TooMany(_errors.Count);
        _errors.Add(new CsvError(file, row, 0, "", "", said.Problem, said.Remedy));
    }

    /// <summary>Text from the file as it may stand in a message: one line, without signs that move a cursor.</summary>
    public static string Cut(string text)
    {
        var plain = new string([.. text.Take(LongestText).Select(sign => char.IsControl(sign) || char.IsSurrogate(sign) || IsMark(sign) ? '\ufffd' : sign)]);
        return text.Length > LongestText ? plain + "…" : plain;
    }

    /// <summary>Signs that turn the direction of writing, or hide.</summary>
    private static bool IsMark(char sign) => char.GetUnicodeCategory(sign) is
        System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator
        or System.Globalization.UnicodeCategory.PrivateUse;
}
