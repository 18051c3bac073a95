using System.Text.Json;
using System.Text.RegularExpressions;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>A query of a panel.</summary>
/// <param name="Panel">Title of the panel.</param>
/// <param name="Expression">As it stands in the file.</param>
/// <param name="Instant">Whether only the value of now is asked for.</param>
internal sealed record PanelQuery(string Panel, string Expression, bool Instant);

/// <summary>A variable that is asked for, not typed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Selector">The series.</param>
/// <param name="Label">The label whose values it takes.</param>
/// <param name="All">What stands for all values.</param>
internal sealed record AskedVariable(string Name, string Selector, string Label, string All);

/// <summary>A dashboard of <c>deploy/grafana</c>, read as Grafana reads it as far as its queries go.</summary>
internal sealed partial class DashboardFile
{
    private readonly JsonElement _root;

    private DashboardFile(string file)
    {
        Name = Path.GetFileName(file);
        _root = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
    }

    public string Name { get; }

    public string Title => _root.GetProperty("title").GetString()!;

    public string Uid => _root.GetProperty("uid").GetString()!;

    public IReadOnlyList<JsonElement> Panels => [.. _root.GetProperty("panels").EnumerateArray()];

    public IReadOnlyList<PanelQuery> Queries =>
    [
        .. Panels.SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => new PanelQuery(
            panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!, target.GetProperty("instant").GetBoolean()))),
    ];

    public IReadOnlyList<AskedVariable> Variables =>
    [
        .. Templating.Where(variable => variable.GetProperty("type").GetString() == "query").Select(variable =>
        {
            var asked = LabelValues().Match(variable.GetProperty("query").GetProperty("query").GetString()!);
            return new AskedVariable(variable.GetProperty("name").GetString()!, asked.Groups["selector"].Value, asked.Groups["label"].Value, variable.GetProperty("allValue").GetString()!);
        }),
    ];

    public IReadOnlyList<string> VariableNames => [.. Templating.Select(variable => variable.GetProperty("name").GetString()!)];

    /// <summary>The whole file.</summary>
    public string Text => _root.GetRawText();

    private IEnumerable<JsonElement> Templating => _root.GetProperty("templating").GetProperty("list").EnumerateArray();

    public static IReadOnlyList<DashboardFile> All() =>
        [.. Directory.EnumerateFiles(DeployFolder.Source("grafana/dashboards"), "*.json").Order(StringComparer.Ordinal).Select(file => new DashboardFile(file))];

    /// <summary>An expression with the values of its variables, and of Grafana's own, in place; one that nobody gives a value is an error.</summary>
    public static string Fill(string expression, IReadOnlyDictionary<string, string> values) => Variable().Replace(expression, match =>
        values.TryGetValue(match.Groups["name"].Value, out var value) ? value : throw new InvalidOperationException($"{expression}: nothing stands for {match.Value}."));

    [GeneratedRegex(@"^label_values\((?<selector>.+), (?<label>\w+)\)$")]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"\$(?<name>\w+)|\$\{(?<name>\w+)\}")]
    private static partial Regex Variable();
}
