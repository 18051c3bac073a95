using System.Text.Json;
using LeakGate.Baselines;
using LeakGate.Cli.Outcomes;
using LeakGate.History;
using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Console;
using LeakGate.Runs;
using LeakGate.Runs.Baselines;

namespace LeakGate.Cli.Verbs;

/// <summary><c>leakgate compare BASE HEAD</c>: is this run worse than that one, or than a branch, beyond noise.</summary>
internal sealed class CompareVerb(CliHost host, CliTexts texts)
{
    private readonly UsageErrors _errors = new();

    /// <summary>Tells it; exit code 1 when worse, 3 when there was nothing to compare, otherwise 0.</summary>
    public async Task<int> ExecuteAsync(CompareRequest request, CancellationToken cancel)
    {
        ExitWords words = new(texts, _errors);
        words.CheckLanguage(request.Language);
        ExitPolicy policy = words.Read(request.FailOn, leakExitCode: null);
        List<VerdictDocument> heads = request.Head is { } head ? Verdicts(head) : [];
        if (request.Base is null || request.Head is null)
        {
            _errors.Add(texts.NothingToCompare());
        }

        List<VerdictDocument>? bases = request.Base is { } named && IsRun(named) ? Verdicts(named) : null;
        if (_errors.Lines.Count > 0)
        {
            return await RefuseAsync();
        }

        List<(VerdictDocument Head, BaselineDocument? Compared)> pairs = [];
        foreach (VerdictDocument verdict in heads)
        {
            pairs.Add((verdict, bases is null ? await WithBranchAsync(verdict, request.Base!, cancel) : WithRun(verdict, bases)));
        }

        await TellAsync(request, pairs);
        bool worse = pairs.Exists(pair => pair.Compared?.Decision == Change.Worse);
        bool unknown = pairs.Exists(pair => pair.Compared is null or { Decision: Change.Unknown });
        return worse && policy.FailOn.HasFlag(FailOn.Regression) ? policy.LeakExitCode
            : unknown && policy.FailOn.HasFlag(FailOn.Inconclusive) ? ExitCodes.Inconclusive
            : ExitCodes.Clean;
    }

    private async Task TellAsync(CompareRequest request, List<(VerdictDocument Head, BaselineDocument? Compared)> pairs)
    {
        if (request.Json)
        {
            await host.Output.WriteLineAsync(JsonSerializer.Serialize(
                pairs.Select(pair => new { pair.Head.Target, pair.Head.RunId, Baseline = pair.Compared }), RunJson.Indented));
            return;
        }

        ConsoleStyle style = new() { Language = texts.Language };
        BaselineDocument nothing = new() { Decision = Change.Unknown, Branch = "", Runs = 0, Figures = [] };
        foreach ((VerdictDocument head, BaselineDocument? compared) in pairs)
        {
            BaselineTable.Write(host.Output, head.Target, compared ?? nothing, style);
        }
    }

    /// <summary>The target of the same name; where both sides have just one, the names may differ.</summary>
    private static BaselineDocument? WithRun(VerdictDocument head, List<VerdictDocument> bases)
    {
        VerdictDocument? other = bases.Find(verdict => verdict.Target == head.Target) ?? (bases.Count == 1 ? bases[0] : null);
        return other is null ? null : BaselineJudge.Compare(
            head,
            [.. other.Resources.Select(entry => new BaselineSeries(entry.Resource, [BaselinePoint.Of(other, entry)]))],
            branch: "",
            headIsNext: false);
    }

    private async Task<BaselineDocument?> WithBranchAsync(VerdictDocument head, string branch, CancellationToken cancel)
    {
        await using IHistory history = await HistoryPlace.OpenAsync(null, Path.Combine(host.CurrentFolder, ".leakgate"), cancel);
        return await new BaselineSource(history, branch).CompareAsync(head, headBranch: "", cancel);
    }

    private bool IsRun(string named) => RecordedRuns.At(Standing(named), named).Count > 0;

    private List<VerdictDocument> Verdicts(string named)
    {
        string path = Standing(named);
        IReadOnlyList<string> folders = RecordedRuns.At(path, path);
        if (folders.Count == 0)
        {
            _errors.Add(Directory.Exists(path) ? texts.NoRunIn(named) : texts.NoSuchFile(named));
        }

        return [.. folders.Select(folder => ReportReading.Of(RunFolder.Open(folder)).Verdict)];
    }

    private string Standing(string named) => RecordedRuns.Standing(host.CurrentFolder, named);

    private async Task<int> RefuseAsync()
    {
        foreach (string error in _errors.Lines)
        {
            await host.Error.WriteLineAsync(error);
        }

        await host.Error.WriteLineAsync(texts.NothingCompared());
        return ExitCodes.Usage;
    }
}

/// <summary>The words of <c>leakgate compare</c> as they were typed; nothing is checked yet.</summary>
internal sealed record CompareRequest
{
    public string? Base { get; init; }

    public string? Head { get; init; }

    public string? FailOn { get; init; }

    public string? Language { get; init; }

    public bool Json { get; init; }
}
