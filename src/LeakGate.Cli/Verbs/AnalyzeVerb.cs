using System.Text.Json;
using LeakGate.Cli.Outcomes;
using LeakGate.Reports.Formats.Console;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Recorded;

namespace LeakGate.Cli.Verbs;

/// <summary><c>leakgate analyze</c>: judges what was recorded, in the order of the files; nothing is told before all can be read.</summary>
internal sealed class AnalyzeVerb(CliHost host, CliTexts texts)
{
    private const int AtOnce = 64;

    private readonly UsageErrors _errors = new();

    /// <summary>Tells the verdicts and gives the exit code (<see cref="ExitCodes.Combine"/>).</summary>
    public async Task<int> ExecuteAsync(AnalyzeRequest request, CancellationToken cancellation)
    {
        ExitWords words = new(texts, _errors);
        words.CheckLanguage(request.Language);
        ExitPolicy policy = words.Read(request.FailOn, request.LeakExitCode);
        if (request.Files.Count == 0)
        {
            _errors.Add(texts.NothingToAnalyze());
        }

        RunOptions options = new()
        {
            Host = host,
            Language = texts.Language,
            Exit = policy,
            OutputFolder = host.CurrentFolder,
            Json = request.Json,
            Quiet = request.Quiet,
            Explain = request.Explain,
        };
        using HeldText told = new();
        List<TargetOutcome> outcomes = [];
        List<VerdictDocument> compared = [];

        // Files know nothing of one another, so they are judged side by side and told in the order given; never many at once, for memory.
        foreach ((List<AnalyzedFile> files, UsageErrors errors) in request.Files.Chunk(AtOnce)
            .SelectMany(chunk => chunk.AsParallel().AsOrdered().WithCancellation(cancellation).Select(Judge).ToList()))
        {
            _errors.Add(errors);
            foreach (AnalyzedFile file in files)
            {
                Tell(file, told.Writer, options, first: outcomes.Count == 0);
                told.Settle();
                outcomes.Add(OutcomeOf(file.Verdict));
                if (!request.Json)
                {
                    compared.Add(InShort(file.Verdict));
                }
            }
        }

        if (_errors.Lines.Count > 0)
        {
            return await RefuseAsync();
        }

        await PrintAsync(told, outcomes, compared, options);
        return await ExitCodeAsync(outcomes, options);
    }

    private (List<AnalyzedFile> Files, UsageErrors Errors) Judge(string file)
    {
        UsageErrors errors = new();
        string path = Path.GetFullPath(file, host.CurrentFolder);
        try
        {
            IReadOnlyList<string> runs = RecordedRuns.At(path, file);
            if (runs.Count > 0)
            {
                return ([.. runs.Select(run => Run(run, errors)).OfType<AnalyzedFile>()], errors);
            }

            if (File.Exists(path))
            {
                return (Recording(path, file, errors) is { } recording ? [recording] : [], errors);
            }

            errors.Add(Directory.Exists(path) ? texts.NoRunIn(file) : texts.NoSuchFile(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Add(texts.FileUnreadable(file, fault.Message));
        }

        return ([], errors);
    }

    private AnalyzedFile? Run(string folder, UsageErrors errors)
    {
        try
        {
            return RecordedRuns.Judge(Path.GetFullPath(folder, host.CurrentFolder), folder);
        }
        catch (RunFormatException fault)
        {
            errors.Add(texts.BadRun(Path.Combine(folder, fault.File), fault));
            return null;
        }
    }

    private AnalyzedFile? Recording(string path, string file, UsageErrors errors)
    {
        using FileStream stream = File.OpenRead(path);
        switch (RecordingReader.Read(stream, file, texts.Language))
        {
            case RecordingResult.Valid valid:
                return new AnalyzedFile(RecordedVerdicts.Judge(valid, file, File.GetLastWriteTimeUtc(path)), []);
            case RecordingResult.Invalid invalid:
                foreach (CsvError error in invalid.Errors)
                {
                    errors.Add(error);
                }

                break;
        }

        return null;
    }

    /// <summary>One document of the array, or one summary.</summary>
    private static void Tell(AnalyzedFile file, TextWriter writer, RunOptions options, bool first)
    {
        if (options.Json)
        {
            writer.Write(first ? "[\n  " : ",\n  ");
            writer.Write(JsonSerializer.Serialize(file.Verdict, RunJson.Indented).Replace("\n", "\n  ", StringComparison.Ordinal));
            return;
        }

        ConsoleSummary.Write(
            writer, file.Verdict, ConsoleStyles.Of(options), file.Verdict.Profile == RecordedVerdicts.Profile ? null : file.Verdict.File, file.Blocks);
        writer.WriteLine();
    }

    /// <summary>What is compared side by side: without the steps, so that memory does not grow by them.</summary>
    private static VerdictDocument InShort(VerdictDocument verdict) =>
        verdict with { Resources = [.. verdict.Resources.Select(resource => resource with { Explanation = null, Steps = null })] };

    private static TargetOutcome OutcomeOf(VerdictDocument verdict) =>
        new(verdict.File!, JudgedOutcome.Of(verdict), verdict.Expect == "leak" ? Expectation.Leak : Expectation.Clean);

    private async Task PrintAsync(HeldText told, List<TargetOutcome> outcomes, List<VerdictDocument> compared, RunOptions options)
    {
        await told.CopyToAsync(host.Output);
        if (options.Json)
        {
            await host.Output.WriteLineAsync(outcomes.Count == 0 ? "[]" : "\n]");
        }
        else if (compared.Count > 1)
        {
            SideBySide.Write(host.Output, compared, ConsoleStyles.Of(options));
        }
    }

    private async Task<int> ExitCodeAsync(List<TargetOutcome> outcomes, RunOptions options)
    {
        foreach (TargetOutcome outcome in outcomes.Where(outcome => !options.Quiet && ExitCodes.IsForgiven(outcome, options.Exit)))
        {
            await host.Error.WriteLineAsync($"leakgate: {outcome.Target}: {outcome.Kind.ToString().ToLowerInvariant()} does not fail this run (--fail-on).");
        }

        return ExitCodes.Combine(outcomes, options.Exit);
    }

    private async Task<int> RefuseAsync()
    {
        foreach (string error in _errors.Lines)
        {
            await host.Error.WriteLineAsync(error);
        }

        await host.Error.WriteLineAsync(texts.NothingJudged());
        return ExitCodes.Usage;
    }
}
