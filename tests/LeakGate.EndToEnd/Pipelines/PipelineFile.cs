using Shouldly;
using YamlDotNet.RepresentationModel;

namespace LeakGate.EndToEnd.Pipelines;

/// <summary>A pipeline's YAML as it stands in the repository, as far as the tests run it.</summary>
internal sealed class PipelineFile
{
    private readonly YamlMappingNode _root;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path from the root of the repository.</param>
    public PipelineFile(string path)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Repository.Root, path));
        stream.Load(reader);
        // The last document: what comes before is the specification of a component's inputs.
        _root = (YamlMappingNode)stream.Documents[^1].RootNode;
    }

    /// <summary>The shell steps of a job of a GitHub workflow, in order; steps that use an action are GitHub's.</summary>
    public IReadOnlyList<PipelineStep> GithubJob(string job) => Steps(At(_root, "jobs", job, "steps"));

    /// <summary>The shell steps of a composite action.</summary>
    public IReadOnlyList<PipelineStep> Action() => Steps(At(_root, "runs", "steps"));

    /// <summary>The inputs of an action, with their defaults.</summary>
    public IReadOnlyDictionary<string, string> Inputs() => ((YamlMappingNode)At(_root, "inputs")).Children
        .ToDictionary(input => ((YamlScalarNode)input.Key).Value!, input => Text(input.Value, "default"), StringComparer.Ordinal);

    /// <summary>The inputs of a GitLab component, with their defaults: they stand in a document before the jobs.</summary>
    public static Dictionary<string, string> Specification(string path)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Repository.Root, path));
        stream.Load(reader);
        return ((YamlMappingNode)At(stream.Documents[0].RootNode, "spec", "inputs")).Children
            .ToDictionary(input => ((YamlScalarNode)input.Key).Value!, input => Text(input.Value, "default"), StringComparer.Ordinal);
    }

    /// <summary>What the steps of a GitHub job upload: name of the artifact and path, with expressions as written.</summary>
    public IReadOnlyList<(string Name, string Path)> Uploads(string job) =>
    [
        .. ((YamlSequenceNode)At(_root, "jobs", job, "steps")).Children.Cast<YamlMappingNode>()
            .Where(step => Text(step, "uses").StartsWith("actions/upload-artifact@", StringComparison.Ordinal))
            .Select(step => (Text(At(step, "with"), "name"), Text(At(step, "with"), "path"))),
    ];

    /// <summary>A value of the file.</summary>
    public string Value(params string[] path) => ((YamlScalarNode)At(_root, path)).Value!;

    /// <summary>A list of the file.</summary>
    public IReadOnlyList<string> Values(params string[] path) => Lines(At(_root, path));

    /// <summary>A mapping of the file.</summary>
    public IReadOnlyDictionary<string, string> Mapping(params string[] path) => Map(At(_root, path));

    /// <summary>The commands of a GitLab job with those before them: they run in one shell. <c>extends</c> is followed one level.</summary>
    public string GitlabScript(string job)
    {
        var own = (YamlMappingNode)At(_root, job);
        var kind = own.Children.TryGetValue("extends", out var name) ? (YamlMappingNode)At(_root, ((YamlScalarNode)name).Value!) : own;
        return string.Join('\n', new[] { "before_script", "script" }.SelectMany(key =>
            own.Children.TryGetValue(key, out var lines) || kind.Children.TryGetValue(key, out lines) ? Lines(lines) : []));
    }

    private static List<PipelineStep> Steps(YamlNode steps) =>
    [
        .. ((YamlSequenceNode)steps).Children.Cast<YamlMappingNode>()
            .Where(step => step.Children.ContainsKey("run"))
            .Select(step => new PipelineStep(
                Text(step, "name"), Text(step, "run"), step.Children.TryGetValue("env", out var env) ? Map(env) : new Dictionary<string, string>(StringComparer.Ordinal), Text(step, "if"), Text(step, "id"))),
    ];

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (at, key) =>
    {
        ((YamlMappingNode)at).Children.TryGetValue(key, out var next).ShouldBeTrue($"no {key} in {string.Join('.', path)}");
        return next!;
    });

    private static string Text(YamlNode node, string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value ?? "" : "";

    private static Dictionary<string, string> Map(YamlNode node) => ((YamlMappingNode)node).Children
        .ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => ((YamlScalarNode)entry.Value).Value ?? "", StringComparer.Ordinal);

    private static IReadOnlyList<string> Lines(YamlNode node) => node is YamlSequenceNode list ? [.. list.Children.Select(line => ((YamlScalarNode)line).Value!)] : [((YamlScalarNode)node).Value!];
}
