using LeakGate.Runs.Text;

namespace LeakGate.Observation.Load.Imports;

/// <summary>One file while requests are taken from it: what was found wrong so far.</summary>
internal sealed class ImportScan(string file, Language language)
{
    /// <summary>More than this helps nobody.</summary>
    private const int MostErrors = 20;

    private const int LongestText = 200;

    private readonly List<ImportError> _errors = [];

    public ImportTexts Texts { get; } = new(language);

    public IReadOnlyList<ImportError> Errors => [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column).Distinct()];

    public void Error(int line, int column, (string Problem, string Remedy) said)
    {
        if (_errors.Count < MostErrors)
        {
            _errors.Add(new ImportError(file, Math.Max(1, line), Math.Max(1, column), Shown(said.Problem), said.Remedy));
        }
    }

    /// <summary>Text from a file as it may stand in a message: one line, not endless, without signs that move a cursor.</summary>
    public static string Shown(string text)
    {
        string plain = new([.. text.Take(LongestText).Select(sign => char.IsControl(sign) || char.IsSurrogate(sign) || char.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.Format ? ' ' : sign)]);
        return text.Length > LongestText ? plain + "…" : plain;
    }
}
