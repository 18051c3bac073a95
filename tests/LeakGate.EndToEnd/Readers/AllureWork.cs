using System.Diagnostics;
using System.Text.Json;
using LeakGate.EndToEnd.Targets;
using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Tests.Docs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Readers;

/// <summary>
/// A working folder in which the commands of docs/allure.md are typed as they stand there, with one of the published Allure command lines
/// that <c>scripts/install.sh test</c> installs by their lock file.
/// </summary>
internal sealed class AllureWork : IDisposable
{
    public const string Three = "allure-3";
    public const string Two = "allure-2";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly string _line;

    public AllureWork(string line)
    {
        _line = line;
        var modules = System.IO.Path.Combine(Repository.Root, "tests", "LeakGate.EndToEnd", "Readers", "node_modules");
        var program = System.IO.Path.Combine(modules, line == Three ? "allure/cli.js" : "allure-commandline/bin/allure");
        File.Exists(program).ShouldBeTrue($"{program} is missing: scripts/install.sh test");
        Directory.CreateDirectory(In("node_modules/.bin"));
        File.CreateSymbolicLink(In("node_modules/.bin/allure"), program);
        _folder.WriteExecutable("leakgate", $"""
            #!/bin/sh
            exec dotnet '{System.IO.Path.Combine(AppContext.BaseDirectory, "leakgate.dll")}' "$@"
            """);
        foreach (var file in Page.Code.Where(block => block is { Language: "js", Mark.Length: > 0 }))
        {
            File.WriteAllText(In(file.Mark), file.Text);
        }
    }

    public string Path => _folder.Path;

    /// <summary>The page that was generated last.</summary>
    public string Report => In("allure-report");

    private static MarkdownPage Page => MarkdownPage.At("docs/allure.md");

    /// <summary>Leaves the run folders of a run, as <c>leakgate run</c> does.</summary>
    public void Record(string runId, DateTimeOffset started, IEnumerable<ReportTarget> targets)
    {
        var number = 0;
        foreach (var target in targets)
        {
            var folder = RunFolder.Create(In(".leakgate/runs"), runId, FormattableString.Invariant($"target-{number++}"));
            using (var stream = File.Create(folder.RecordsFile))
            {
                foreach (var record in target.Run.Records.Select(record => record is HeaderRecord header ? header with { RunId = runId, Started = started } : record))
                {
                    JsonSerializer.Serialize(stream, record, RunJson.Line);
                    stream.WriteByte((byte)'\n');
                }
            }

            File.WriteAllBytes(folder.VerdictFile, JsonSerializer.SerializeToUtf8Bytes(target.Verdict with { RunId = runId, Started = started }, RunJson.Indented));

            // What is no character in UTF-8 becomes a replacement, as in any log that is read.
            File.WriteAllLines(folder.LogFile, target.Log, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }

    /// <summary>Types the commands that the page shows for this line of Allure.</summary>
    public async Task GenerateAsync()
    {
        var commands = Page.Code.Single(block => block.Mark == _line).Text;
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands])
        {
            WorkingDirectory = Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Path}:{start.Environment["PATH"]}";
        start.Environment["LC_ALL"] = "C.UTF-8";

        // Nothing is written to the home of who runs the tests, and nobody is told.
        start.Environment["HOME"] = Path;
        start.Environment["ALLURE_NO_ANALYTICS"] = "1";
        start.Environment["npm_config_offline"] = "true";
        foreach (var pipeline in new[] { "GITHUB_ACTIONS", "GITLAB_CI", "TEAMCITY_VERSION", "JENKINS_URL" })
        {
            start.Environment.Remove(pipeline);
        }

        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Longest, TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0, $"{await output}\n{await error}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private string In(string path) => System.IO.Path.Combine(Path, path);
}
