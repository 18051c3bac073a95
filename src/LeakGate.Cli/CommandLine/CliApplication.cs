using System.CommandLine;
using System.CommandLine.Help;
using LeakGate.Cli.Outcomes;
using LeakGate.Cli.Verbs;
using LeakGate.Observation;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.CommandLine;

/// <summary>The command line as a whole: words in, exit code out. Every way to end passes through here.</summary>
/// <param name="host">What it touches of the outside.</param>
/// <param name="run">What <c>run</c> does with a right plan.</param>
/// <param name="demo">What <c>demo</c> does with the plan of the two samples.</param>
internal sealed class CliApplication(CliHost host, VerbBody run, VerbBody demo)
{
    /// <summary>The two targets of the demo, as <c>leakgate.yml</c> of this repository names them.</summary>
    private static readonly string[] DemoTargets = ["leaky", "healthy"];

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(args);
        CliTexts texts = new(LanguageChoice.Of(args, host.Environment));
        try
        {
            return await DispatchAsync(args, texts, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync(texts.Interrupted());
            return ExitCodes.Interrupted;
        }
        catch (TargetFailedException failure)
        {
            await host.Error.WriteLineAsync($"leakgate: {failure.Message}");
            return ExitCodes.TargetFailed;
        }
        catch (Exception fault)
        {
            await host.Error.WriteLineAsync(FaultReport.Write(fault, host, texts));
            return ExitCodes.Fault;
        }
    }

    private async Task<int> DispatchAsync(IReadOnlyList<string> args, CliTexts texts, CancellationToken cancellation)
    {
        // What follows `--` is another program's command line: it is cut off before anything here is read.
        int cut = args.ToList().IndexOf("--");
        IReadOnlyList<string>? command = cut < 0 ? null : [.. args.Skip(cut + 1)];
        RunOptionSet runOptions = new(texts.Language);
        RunOptionSet demoOptions = new(texts.Language);
        RootCommand root = Root(texts.Language, runOptions, demoOptions, command, texts, cancellation);
        ParserConfiguration parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        ParseResult parsed = root.Parse([.. args.Take(cut < 0 ? args.Count : cut)], parser);
        UsageErrors errors = new();
        if (parsed.Action is not (HelpWithExamples or PrintVersion))
        {
            UsageCheck.Check(parsed, texts, errors);
        }

        if (errors.Lines.Count > 0)
        {
            return await RefuseAsync(errors.Lines, texts);
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,

                // Signals are handled by Interruption, which also knows the second one.
                ProcessTerminationTimeout = null,
            },
            cancellation);
    }

    private RootCommand Root(
        Language language,
        RunOptionSet runOptions,
        RunOptionSet demoOptions,
        IReadOnlyList<string>? command,
        CliTexts texts,
        CancellationToken cancellation)
    {
        RootCommand root = new(language.Pick(
            "Finds what a running service fails to give back, and names the request that does it.",
            "Находит то, что работающая служба не отдаёт обратно, и называет запрос, который в этом виноват."));
        Command runVerb = new("run", language.Pick(
            "Start, load, measure and judge the targets [-- COMMAND ARG…]", "Запустить, нагрузить, измерить и оценить цели [-- КОМАНДА АРГУМЕНТ…]"));
        Command demoVerb = new("demo", language.Pick(
            "Judge the two sample services side by side", "Оценить два примера служб рядом"));
        Add(runVerb, runOptions.Run, parsed => ExecuteAsync(runOptions.Read(parsed, command), run, texts, cancellation));
        Add(demoVerb, demoOptions.Demo, parsed => DemoAsync(demoOptions.Read(parsed, command), texts, cancellation));
        root.Subcommands.Add(runVerb);
        root.Subcommands.Add(AttachCommand.Create(language, command, request => ExecuteAsync(request, run, texts, cancellation)));
        root.Subcommands.Add(demoVerb);
        root.Subcommands.Add(AnalyzeCommand.Create(host, texts, cancellation));
        root.Subcommands.Add(ReportCommand.Create(host, texts));
        root.Subcommands.Add(NotifyCommand.Create(host, texts, cancellation));
        root.Subcommands.Add(CompareCommand.Create(host, texts, cancellation));
        root.Subcommands.Add(BaselineCommand.Create(host, texts, errors => RefuseAsync(errors, texts), cancellation));
        root.Subcommands.Add(ServeCommand.Create(host, texts, errors => RefuseAsync(errors, texts), cancellation));
        root.Subcommands.Add(InitCommand.Create(host, texts, command, cancellation));
        root.Subcommands.Add(SchemaCommand.Create(texts, errors => RefuseAsync(errors, texts)));
        root.Subcommands.Add(DoctorCommand.Create(host, texts, errors => RefuseAsync(errors, texts), cancellation));
        root.Subcommands.Add(HelpCommand.Create(texts, errors => RefuseAsync(errors, texts)));
        root.Subcommands.Add(CompletionCommand.Create(texts, errors => RefuseAsync(errors, texts)));
        foreach (Option option in root.Options)
        {
            option.Action = option switch
            {
                HelpOption => new HelpWithExamples(language),
                VersionOption => new PrintVersion(),
                _ => option.Action,
            };
        }

        return root;
    }

    private static void Add(Command verb, IReadOnlyList<Option> options, Func<ParseResult, Task<int>> body)
    {
        foreach (Option option in options)
        {
            verb.Options.Add(option);
        }

        verb.SetAction((parsed, _) => body(parsed));
    }

    private Task<int> DemoAsync(RunRequest request, CliTexts texts, CancellationToken cancellation)
    {
        if (request.Command is not null)
        {
            UsageErrors errors = new();
            errors.Add(texts.StrayWord("--", "leakgate demo"));
            return RefuseAsync(errors.Lines, texts);
        }

        return ExecuteAsync(request with { Config = DemoVerb.ConfigurationFile, Targets = DemoTargets }, demo, texts, cancellation);
    }

    private async Task<int> ExecuteAsync(RunRequest request, VerbBody body, CliTexts texts, CancellationToken cancellation)
    {
        RunPreparation preparation = new(host, texts);
        if (preparation.Prepare(request) is not ({ } plan, { } options))
        {
            return await RefuseAsync(preparation.Errors, texts);
        }

        foreach (string warning in options.Quiet ? [] : plan.Warnings)
        {
            await host.Error.WriteLineAsync(texts.Warning(warning));
        }

        cancellation.ThrowIfCancellationRequested();
        return await body(plan, options, cancellation);
    }

    private async Task<int> RefuseAsync(IReadOnlyList<string> errors, CliTexts texts)
    {
        foreach (string error in errors)
        {
            await host.Error.WriteLineAsync(error);
        }

        await host.Error.WriteLineAsync(texts.NothingStarted(errors.Count));
        return ExitCodes.Usage;
    }
}
