using System.Text.RegularExpressions;
using Shouldly;

namespace LeakGate.EndToEnd.Pipelines;

/// <summary>
/// Runs shell steps as GitHub's runner does, as far as they use it: variables, the files for outputs, path and summary, conditions, and
/// expressions in <c>env</c>. Expressions that it does not know fail the test.
/// </summary>
internal sealed partial class GithubRunner(PipelineCheckout checkout, IReadOnlyDictionary<string, string> values)
{
    private readonly Dictionary<string, string> _outputs = new(StringComparer.Ordinal);
    private string _path = "";

    /// <summary>Everything that the steps printed.</summary>
    public string Log { get; private set; } = "";

    /// <summary>Exit codes by name of the step; a step that was left out is missing.</summary>
    public Dictionary<string, int> Codes { get; } = new(StringComparer.Ordinal);

    /// <summary>What the steps wrote into the summary.</summary>
    public string Summary => File.Exists(SummaryFile) ? File.ReadAllText(SummaryFile) : "";

    /// <summary>The job as a whole.</summary>
    public bool Failed => Codes.Values.Any(code => code != 0);

    private string SummaryFile => Path.Combine(checkout.Temporary, "summary.md");

    /// <summary>An output of a step.</summary>
    public string Output(string step, string name) => _outputs[$"steps.{step}.outputs.{name}"];

    public async Task RunAsync(IEnumerable<PipelineStep> steps)
    {
        foreach (var step in steps)
        {
            // The conditions that our shell steps have: none, or to run whatever came before.
            step.Condition.ShouldBeOneOf("", "${{ !cancelled() }}");
            if (Failed && step.Condition.Length == 0)
            {
                continue;
            }

            var outputs = Path.Combine(checkout.Temporary, FormattableString.Invariant($"output-{Codes.Count}"));
            var paths = Path.Combine(checkout.Temporary, FormattableString.Invariant($"path-{Codes.Count}"));
            File.WriteAllText(outputs, "");
            File.WriteAllText(paths, "");
            var environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_EVENT_NAME"] = "push",
                ["GITHUB_REF"] = "refs/heads/main",
                ["GITHUB_REF_NAME"] = "main",
                ["GITHUB_SHA"] = "0123456789abcdef0123456789abcdef01234567",
                ["GITHUB_REPOSITORY"] = "shop/shop",
                ["GITHUB_SERVER_URL"] = "https://github.example.com",
                ["GITHUB_RUN_ID"] = "4711",
                ["GITHUB_RUN_ATTEMPT"] = "1",
                ["GITHUB_WORKSPACE"] = checkout.Path,
                ["GITHUB_OUTPUT"] = outputs,
                ["GITHUB_PATH"] = paths,
                ["GITHUB_STEP_SUMMARY"] = SummaryFile,
                ["RUNNER_TEMP"] = checkout.Temporary,
                ["RUNNER_OS"] = "Linux",
            };
            foreach (var (name, value) in step.Environment)
            {
                environment[name] = Fill(value);
            }

            var (code, said) = await checkout.RunAsync($"{(_path.Length > 0 ? $"PATH='{_path}':$PATH\n" : "")}{step.Command}", environment);
            Codes[step.Name] = code;
            Log += said;
            foreach (var line in File.ReadAllLines(outputs))
            {
                var at = line.IndexOf('=', StringComparison.Ordinal);
                _outputs[$"steps.{step.Id}.outputs.{line[..at]}"] = line[(at + 1)..];
            }

            _path = string.Join(':', File.ReadAllLines(paths).Append(_path).Where(path => path.Length > 0));
        }
    }

    /// <summary>A text with its expressions filled in.</summary>
    public string Fill(string text) => Expression().Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        return _outputs.TryGetValue(name, out var output) ? output
            : name.StartsWith("secrets.", StringComparison.Ordinal) || name.StartsWith("steps.", StringComparison.Ordinal) ? "" // not set
            : values.TryGetValue(name, out var value) ? value
            : throw new ShouldAssertException($"The test does not know the expression {name}.");
    });

    [GeneratedRegex(@"\$\{\{\s*(?<name>[\w.-]+)\s*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Expression();
}
