using System.Globalization;
using System.Text.Json;
using LeakGate.EndToEnd.Targets;
using LeakGate.Runs;
using Shouldly;

namespace LeakGate.EndToEnd.Runs;

/// <summary>A working folder for one call of the tool, with the configuration that it finds there and the run folders that it leaves.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    private string RunsFolder => System.IO.Path.Combine(Path, ".leakgate", "runs");

    /// <summary>The sample as it is built beside the tool.</summary>
    public static string Sample(string name) =>
        System.IO.Path.Combine(AppContext.BaseDirectory, "demo", "samples", name, "bin", "Release", "net10.0", $"{name}.dll");

    /// <summary>Base address on a port that is free now.</summary>
    public static string FreeUrl() => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LeakGate.EndToEnd.Samples.SampleServers.FreePort()}");

    public void Configure(string yaml) => File.WriteAllText(System.IO.Path.Combine(Path, "leakgate.yml"), yaml);

    /// <summary>
    /// A configuration with one target that is a command of a few words. Wide margins and a gentle load: what such a run shows is how it
    /// goes, not how well it judges, and few requests leave the machine to other tests.
    /// </summary>
    public void ConfigureCommand(IReadOnlyList<string> command, string url, string more = "", string services = "") => Configure($"""
        {services}
        targets:
          it:
            command: {JsonSerializer.Serialize(command)}
            url: {url}
            {more}
        load:
          rate: 400/s
          requests: [ GET / ]
        gate:
          memory: 64 KiB/request
          counts: 1/10 requests
        profiles:
          quick:
            block: 300ms
        """);

    /// <summary>The run folders, by target.</summary>
    public IReadOnlyList<RunFolder> Folders() => !Directory.Exists(RunsFolder) ? [] :
    [
        .. Directory.GetFiles(RunsFolder, "run.jsonl", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => RunFolder.Open(System.IO.Path.GetDirectoryName(file)!)),
    ];

    /// <summary>The only run folder of a target.</summary>
    public RunFolder Folder(string target = "it") =>
        Folders().Where(folder => System.IO.Path.GetFileName(folder.Path) == target).ShouldHaveSingleItem();

    /// <summary>The verdict that was kept.</summary>
    public VerdictDocument Verdict(string target = "it") =>
        JsonSerializer.Deserialize<VerdictDocument>(File.ReadAllBytes(Folder(target).VerdictFile), RunJson.Indented)!;

    /// <summary>The verdict that the records give when they are judged again.</summary>
    public VerdictDocument Again(string target = "it") => RunJudge.Judge(RunReader.Read(Folder(target)));

    public void Dispose() => _folder.Dispose();
}

/// <summary>Tests whose figures are held against narrow bounds, or that look at the whole machine: one after the other and beside no other test.</summary>
[Xunit.CollectionDefinition(DisableParallelization = true)]
public sealed class RealRuns;

/// <summary>Tests that a busy machine would spoil and that keep it busy little: when the others are done, two collections at a time.</summary>
[Xunit.CollectionDefinition]
public sealed class CalmRuns;

/// <summary>Tests whose leaks are far above what a busy machine can hide or feign: one after the other, beside other tests as in a pipeline.</summary>
[Xunit.CollectionDefinition]
public sealed class BusyRuns;

/// <summary>The same for what runs already when LeakGate comes.</summary>
[Xunit.CollectionDefinition]
public sealed class BusyAttaching;

/// <summary>The same for the steps of pipelines.</summary>
[Xunit.CollectionDefinition]
public sealed class BusyPipelines;

/// <summary>Tests that wait for most of their time and load nothing: one after the other, beside the others and in nobody's place.</summary>
[Xunit.CollectionDefinition]
public sealed class WaitingRuns;
