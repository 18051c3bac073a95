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

        // Files know nothing of one another, so they are judged side by side and told in the order given.
        List<AnalyzedFile> judged = [];
        foreach ((List<AnalyzedFile> files, UsageErrors errors) in request.Files.AsParallel().AsOrdered().WithCancellation(cancellation).Select(Judge))
        {
            judged.AddRange(files);
            _errors.Add(errors);
        }

        if (_errors.Lines.Count > 0)
        {
            return await RefuseAsync();
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
        await PrintAsync(judged, options);
        return await ExitCodeAsync(judged, options);
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

    private async Task PrintAsync(List<AnalyzedFile> judged, RunOptions options)
    {
        if (options.Json)
        {
            await host.Output.WriteLineAsync(JsonSerializer.Serialize(judged.Select(file => file.Verdict), RunJson.Indented));
            return;
        }

        ConsoleStyle style = ConsoleStyles.Of(options);
        foreach (AnalyzedFile file in judged)
        {
            ConsoleSummary.Write(host.Output, file.Verdict, style, file.Verdict.Profile == RecordedVerdicts.Profile ? null : file.Verdict.File, file.Blocks);
            await host.Output.WriteLineAsync();
        }

        if (judged.Count > 1)
        {
            SideBySide.Write(host.Output, [.. judged.Select(file => file.Verdict)], style);
        }
    }

    private async Task<int> ExitCodeAsync(List<AnalyzedFile> judged, RunOptions options)
    {
        List<TargetOutcome> outcomes = [.. judged.Select(file => new TargetOutcome(
            file.Verdict.File!,
            JudgedOutcome.Of(file.Verdict),
            file.Verdict.Expect == "leak" ? Expectation.Leak : Expectation.Clean))];
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
