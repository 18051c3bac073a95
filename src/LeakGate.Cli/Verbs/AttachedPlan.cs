using System.Globalization;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Plans;

namespace LeakGate.Cli.Verbs;

/// <summary>
/// The plan of <c>leakgate attach</c>: one target that runs already, and either the load of <c>--url</c> or of a file, or a time
/// of watching. Of a file the load and the gate are used, its targets and services are not.
/// </summary>
internal sealed class AttachedPlan(CliTexts texts, UsageErrors errors, PlanSource files)
{
    /// <summary>Highest process id that Linux gives (proc(5), pid_max).</summary>
    private const int MostPid = 4_194_304;

    private const int MostPort = 65_535;

    /// <summary>Something that runs is ready or is not: no program's start is waited for.</summary>
    private static readonly HealthPlan Health = new() { Timeout = TimeSpan.FromSeconds(15) };

    /// <summary>The plan, or <see langword="null"/> with every error told.</summary>
    public RunPlan? From(RunRequest request, AttachRequest attach, string? profile)
    {
        (string Name, TargetSource Source)? target = Target(attach);
        CheckTogether(request, attach);
        RunPlan? file = request.Config is null ? null : files.FromFile(request with { Url = null, Targets = [] }, profile);
        (Uri? address, RequestPlan? own) = attach.NoLoad ? (null, null) : Address(request, target?.Source);
        if (errors.Lines.Count > 0 || target is not { } known)
        {
            return null;
        }

        return new RunPlan
        {
            Targets = [new TargetPlan { Name = known.Name, Source = known.Source, Url = address, Health = Health }],
            Load = own is null ? (attach.NoLoad ? new LoadPlan { Requests = [] } : file!.Load) : new LoadPlan { Requests = [own] },
            Watch = attach.NoLoad ? new WatchPlan { Collect = attach.Collect } : null,
            Gate = file?.Gate ?? new GatePlan(),
            Profile = attach.NoLoad ? new ProfilePlan("watch", new WatchPlan().Duration)
                : file?.Profile ?? ProfilePlan.Defaults.FirstOrDefault(plan => plan.Name == profile) ?? ProfilePlan.Defaults[0],
            Reports = file?.Reports ?? [],
            Notify = file?.Notify,
            Warnings = file?.Warnings ?? [],
        };
    }

    private (string Name, TargetSource Source)? Target(AttachRequest attach)
    {
        string[] given = [.. new[] { ("--pid", attach.Pid), ("--container", attach.Container), ("--port", attach.Port) }
            .Where(option => option.Item2 is not null).Select(option => option.Item1)];
        if (given.Length != 1)
        {
            errors.Add(given.Length == 0 ? texts.NoSource() : texts.SeveralSources(string.Join(", ", given)));
            return null;
        }

        if (attach.Container is { } container)
        {
            if (ContainerChoice.Parse(container) is not { } choice)
            {
                errors.Add(texts.BadContainer(container));
                return null;
            }

            return (choice.ShortName, new TargetSource.Container(container));
        }

        return attach.Pid is { } pid
            ? Whole("--pid", pid, MostPid) is { } process ? (Named("pid-", process), new TargetSource.Pid(process)) : null
            : Whole("--port", attach.Port!, MostPort) is { } port ? (Named("port-", port), new TargetSource.Port(port)) : null;
    }

    private void CheckTogether(RunRequest request, AttachRequest attach)
    {
        if (request.Command is not null)
        {
            errors.Add(texts.StrayWord("--", "leakgate attach"));
        }

        if (!attach.NoLoad)
        {
            if (attach.Collect)
            {
                errors.Add(texts.OnlyWithNoLoad("--collect"));
            }

            if (request.Url is null && request.Config is null)
            {
                errors.Add(texts.NoLoadGiven());
            }

            return;
        }

        foreach ((string option, string? value) in new[]
        {
            ("--url", request.Url), ("--profile", request.Profile), ("--rate", request.Rate), ("--concurrency", request.Concurrency),
        })
        {
            if (value is not null)
            {
                errors.Add(texts.NotWithNoLoad(option));
            }
        }
    }

    /// <summary>Where requests go; and what is sent, unless a file says so.</summary>
    private (Uri? Address, RequestPlan? Own) Address(RunRequest request, TargetSource? source)
    {
        if (request.Url is not { } text)
        {
            if (source is TargetSource.Port { Number: var port })
            {
                return (new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")), null);
            }

            if (request.Config is not null && source is not null)
            {
                errors.Add(texts.AttachNeedsUrl());
            }

            return (null, null);
        }

        if (CommandUrl.Parse(text, texts, errors) is not { } url)
        {
            return (null, null);
        }

        if (request.Config is null)
        {
            return (url.Base, url.Request);
        }

        if (url.Request.Path != "/")
        {
            errors.Add(texts.UrlTakesNoPath());
        }

        return (url.Base, null);
    }

    private int? Whole(string option, string text, int most)
    {
        if (NumberText.TryParseWhole(text, out int value) && value >= 1 && value <= most)
        {
            return value;
        }

        errors.Add(new ConfigurationTexts(texts.Language).BadWhole(option, text, 1, most));
        return null;
    }

    private static string Named(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);
}
