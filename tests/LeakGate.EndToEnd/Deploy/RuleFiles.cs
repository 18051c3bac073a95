using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>The rules of <c>deploy/prometheus</c> and their tests, as far as our tests read them.</summary>
internal static partial class RuleFiles
{
    /// <summary>Every alert, with what it says of itself.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Annotations)> Alerts() =>
        [.. Rules().Where(rule => rule.Children.ContainsKey("alert")).Select(rule => (Text(rule, "alert"), Map((YamlMappingNode)rule["annotations"])))];

    /// <summary>Names of the metrics that the rules read from what is scraped.</summary>
    public static IReadOnlyList<string> ScrapedMetrics() =>
    [
        .. Rules().SelectMany(rule => MetricName().Matches(LabelMatcher().Replace(Text(rule, "expr"), "")))
            .Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Every question of the tests about an alert: its name, and whether it is expected to fire.</summary>
    public static IReadOnlyList<(string Alert, bool Fires)> Questions() =>
    [
        .. Files("tests").SelectMany(root => (YamlSequenceNode)root["tests"]).Cast<YamlMappingNode>()
            .Where(test => test.Children.ContainsKey("alert_rule_test"))
            .SelectMany(test => (YamlSequenceNode)test["alert_rule_test"]).Cast<YamlMappingNode>()
            .Select(question => (Text(question, "alertname"), ((YamlSequenceNode)question["exp_alerts"]).Children.Count > 0)),
    ];

    /// <summary>Names of the files of a folder, for the command line.</summary>
    public static string[] Names(string folder) =>
        [.. Directory.EnumerateFiles(DeployFolder.Source("prometheus/" + folder), "*.yml").Select(file => $"{folder}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)];

    private static IEnumerable<YamlMappingNode> Rules() => Files("rules")
        .SelectMany(root => (YamlSequenceNode)root["groups"])
        .SelectMany(group => (YamlSequenceNode)group["rules"])
        .Cast<YamlMappingNode>();

    private static IEnumerable<YamlMappingNode> Files(string folder) => Names(folder).Select(name =>
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(DeployFolder.Source("prometheus/" + name));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    });

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private static Dictionary<string, string> Map(YamlMappingNode node) =>
        node.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => ((YamlScalarNode)pair.Value).Value!, StringComparer.Ordinal);

    /// <summary>A name with the prefix of a scraped metric; recorded ones hold a colon.</summary>
    [GeneratedRegex(@"(?<![\w:])(leakgate|process|file|db|redis|memory|http|dotnet)_[a-z_]+(?![\w:])|(?<![\w:])up(?![\w:])")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex LabelMatcher();
}
