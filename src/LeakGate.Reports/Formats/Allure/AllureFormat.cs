using System.Globalization;
using System.Text;
using LeakGate.Reports.Wording;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>
/// <c>allure-results/</c>, read by Allure 2 and 3: a suite per target, in it a result for the verdict and one for each resource.
/// Ids do not change when a run is written again, and results keep their history from run to run.
/// </summary>
public sealed class AllureFormat : IReportFormat
{
    /// <summary>Folder of the results.</summary>
    public const string Folder = "allure-results";

    /// <inheritdoc />
    public string Name => "allure";

    /// <inheritdoc />
    public IEnumerable<ReportFile> Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var first = input.Targets[0].Run.Header;
        var executor = AllureExecutors.Of(input.Environment, first.RunId, first.Started);
        IReadOnlyList<ReportTarget> all = [.. input.Targets, .. input.Siblings];
        foreach (var file in input.Targets.SelectMany(target => new AllureTarget(target, all, input, executor).Write()))
        {
            yield return file;
        }

        yield return new ReportFile($"{Folder}/executor.json", AllureJson.Of(executor));
        yield return new ReportFile($"{Folder}/categories.json", AllureJson.Of(new AllureWords(input.Language).Categories));
        yield return ReportFile.Text($"{Folder}/environment.properties", Environment(input));
    }

    private static string Environment(ReportInput input)
    {
        var lines = new StringBuilder();
        Add("LeakGate", input.Version);
        foreach (var (name, value) in input.Targets[0].Run.Header.Environment.OrderBy(fact => fact.Key, StringComparer.Ordinal))
        {
            Add(name, value);
        }

        foreach (var target in input.Targets)
        {
            Add(target.Name + " command", target.Run.Header.Source);
        }

        return lines.ToString();

        void Add(string name, string value) => lines.Append(Escaped(name)).Append('=').Append(Escaped(value)).Append('\n');
    }

    /// <summary>As java.util.Properties reads it: blanks and signs of its own behind a backslash, letters beyond ASCII as <c>\uXXXX</c>.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in TextColumns.Fit(SafeText.Of(text), 300))
        {
            escaped.Append(letter switch
            {
                '\\' or '=' or ':' or '#' or '!' or ' ' => "\\" + letter,
                > '~' => "\\u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture),
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }
}
