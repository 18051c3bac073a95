using LeakGate.Cli.Outcomes;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>Everything up to the experiment: from the words typed to a plan and options, or every error at once.</summary>
internal sealed class RunPreparation(CliHost host, CliTexts texts)
{
    private const int MostConcurrency = 1024;
    private readonly UsageErrors _errors = new();
    private readonly ConfigurationTexts _values = new(texts.Language);

    /// <summary>Every error, one line each, once <see cref="Prepare"/> has given nothing.</summary>
    public IReadOnlyList<string> Errors => _errors.Lines;

    public (RunPlan Plan, RunOptions Options)? Prepare(RunRequest request)
    {
        string? profile = Profile(request.Profile);
        if (request.Language is { } code && !Languages.TryParse(code, out _))
        {
            Known("--lang", code, Languages.Codes);
        }

        RunOptions options = Options(request);
        Func<LoadPlan, LoadPlan> load = Load(request);
        TimeSpan? budget = Value<TimeSpan>("--budget", request.Budget, DurationText.TryParse, _values.BadDuration);
        if (request.Attach is { NoLoad: true } && budget < WatchPlan.Shortest)
        {
            _errors.Add(texts.TooShortToWatch(WatchPlan.Shortest));
        }

        IReadOnlyList<string>? reports = request.Report is { } given ? Reports(given) : null;
        PlanSource source = new(host, texts, _errors);
        RunPlan? plan = request.Attach is { } attach ? new AttachedPlan(texts, _errors, source).From(request, attach, profile)
            : request.Command is null ? source.FromFile(request, profile) : source.FromCommand(request, profile);
        if (plan is null || _errors.Lines.Count > 0)
        {
            return null;
        }

        plan = Told(plan);
        if (request.RequireNotify && plan.Notify is not { Count: > 0 })
        {
            _errors.Add(texts.NoChannels());
            return null;
        }

        if (plan.Watch is { } watch)
        {
            plan = Watched(plan, watch with { Duration = budget ?? watch.Duration });
            return (plan with { Reports = reports ?? plan.Reports }, options);
        }

        foreach (TargetPlan target in plan.Targets.Where(target => target.Url is null))
        {
            _errors.Add(texts.NoUrl(target.Name));
        }

        if (plan.Load.Requests.Count == 0)
        {
            _errors.Add(texts.NoRequests());
        }

        if (_errors.Lines.Count > 0)
        {
            return null;
        }

        plan = plan with
        {
            Load = load(plan.Load),
            Profile = budget is { } time ? plan.Profile with { Budget = time } : plan.Profile,
            Reports = reports ?? plan.Reports,
        };
        return (plan, options);
    }

    private RunPlan Told(RunPlan plan)
    {
        List<string> warnings = [.. plan.Warnings];
        return plan with { Notify = EnvironmentChannels.Or(plan.Notify, host.Environment, texts.Language, warnings.Add), Warnings = warnings };
    }

    private Uri? Server(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (AddressText.TryParseUrl(text, out Uri url))
        {
            return url;
        }

        _errors.Add(_values.BadUrl("--push", AddressText.WithoutLogin(text)));
        return null;
    }

    private static RunPlan Watched(RunPlan plan, WatchPlan watch) =>
        plan with { Watch = watch, Profile = plan.Profile with { Budget = watch.Duration } };

    private RunOptions Options(RunRequest request) => new()
    {
        Host = host,
        Language = texts.Language,
        Parallel = request.Parallel,
        Exit = new ExitPolicy(
            FailOnText(request.FailOn),
            Whole("--leak-exit-code", request.LeakExitCode, 1, 255) ?? ExitCodes.Leak),
        OutputFolder = Path.GetFullPath(request.Out ?? Path.Combine(".leakgate", "runs"), host.CurrentFolder),
        Baseline = request.Baseline,
        RequireNotify = request.RequireNotify,
        Push = Server(request.Push),
        Json = request.Json,
        Quiet = request.Quiet,
        Explain = request.Explain,
    };

    private Func<LoadPlan, LoadPlan> Load(RunRequest request)
    {
        int? concurrency = Whole("--concurrency", request.Concurrency, 1, MostConcurrency);
        double? rate = null;
        if (request.Rate is { } text && !RateText.TryParseLoad(text, out rate))
        {
            _errors.Add(_values.BadLoadRate("--rate", text));
        }

        return load => load with
        {
            Rate = request.Rate is null ? load.Rate : rate,
            Concurrency = concurrency ?? load.Concurrency,
        };
    }

    private string? Profile(string? name)
    {
        string[] known = [.. ProfilePlan.Defaults.Select(profile => profile.Name)];
        return name is null || Known("--profile", name, known) ? name : null;
    }

    private string[] Reports(string text)
    {
        string[] formats = Words(text);
        foreach (string format in formats)
        {
            Known("--report", format, KnownNames.Reports);
        }

        return formats;
    }

    private FailOn FailOnText(string? text)
    {
        if (text is null)
        {
            return FailOn.All;
        }

        string[] words = Words(text);
        FailOn failOn = FailOn.Never;
        foreach (string word in words)
        {
            if (Known("--fail-on", word, FailOnWords))
            {
                failOn |= Enum.Parse<FailOn>(word, ignoreCase: true);
            }
        }

        if (words.Length > 1 && words.Contains("never", StringComparer.Ordinal))
        {
            _errors.Add(texts.NeverAlone());
        }

        return failOn;
    }

    /// <summary>What <c>--fail-on</c> takes.</summary>
    internal static IReadOnlyList<string> FailOnWords { get; } = ["leak", "regression", "inconclusive", "never"];

    private bool Known(string option, string word, IReadOnlyList<string> known)
    {
        bool isKnown = known.Contains(word, StringComparer.Ordinal);
        if (!isKnown)
        {
            _errors.Add(texts.UnknownValue(option, word, Nearest.To(word, known), string.Join(", ", known)));
        }

        return isKnown;
    }

    private int? Whole(string option, string? text, int low, int high) => Value(
        option,
        text,
        (string word, out int value) => NumberText.TryParseWhole(word, out value) && value >= low && value <= high,
        (name, word) => _values.BadWhole(name, word, low, high));

    private T? Value<T>(string option, string? text, TryParse<T> parse, Func<string, string, Said> wrong)
        where T : struct
    {
        if (text is null)
        {
            return null;
        }

        if (parse(text, out T value))
        {
            return value;
        }

        _errors.Add(wrong(option, text));
        return null;
    }

    /// <summary>The words of a list with commas; an empty list is one empty word, so that it is told as wrong.</summary>
    private static string[] Words(string text) => [.. text.Split(',').Select(word => word.Trim())];
}
