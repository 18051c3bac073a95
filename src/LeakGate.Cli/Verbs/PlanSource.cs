using System.Diagnostics;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Verbs;

/// <summary>Where a plan comes from: a file, or a command after <c>--</c>.</summary>
internal sealed class PlanSource(CliHost host, CliTexts texts, UsageErrors errors)
{
    /// <summary>The plan of a file, with the targets and the URL that were asked for.</summary>
    public RunPlan? FromFile(RunRequest request, string? profile)
    {
        string file = request.Config ?? ConfigurationLoader.DefaultFileName;
        string path = Path.GetFullPath(file, host.CurrentFolder);
        if (Text(file, path, isGiven: request.Config is not null) is not { } yaml)
        {
            return null;
        }

        ConfigurationContext context = new(Path.GetDirectoryName(path)!, host.Environment, texts.Language, profile);
        switch (ConfigurationLoader.Load(yaml, file, context))
        {
            case ConfigurationResult.Valid { Plan: var plan }:
                plan = plan with { Targets = Selected(plan, request.Targets) };
                return request.Url is { } url ? WithUrl(plan, url) : plan;
            case ConfigurationResult.Invalid { Errors: var faults }:
                foreach (ConfigurationError fault in faults)
                {
                    errors.Add(fault);
                }

                return null;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The plan of a single command: the load is <c>GET URL</c>.</summary>
    public RunPlan? FromCommand(RunRequest request, string? profile)
    {
        IReadOnlyList<string> command = request.Command!;
        if (command.Count == 0 || command[0].Length == 0)
        {
            errors.Add(texts.EmptyCommand());
        }

        if (request.Config is not null)
        {
            errors.Add(texts.NotWithCommand("-c"));
        }

        if (request.Targets.Count > 0)
        {
            errors.Add(texts.NotWithCommand("--target"));
        }

        if (request.Url is null)
        {
            errors.Add(texts.CommandNeedsUrl());
        }

        CommandUrl? url = request.Url is { } text ? CommandUrl.Parse(text, texts, errors) : null;
        return errors.Lines.Count > 0 ? null : new RunPlan
        {
            Targets =
            [
                new TargetPlan
                {
                    Name = TargetName.Of(command),
                    Source = new TargetSource.Command([.. command.Select(ServiceText.Escape)]) { AsWritten = command },
                    WorkDir = host.CurrentFolder,
                    Url = url?.Base,
                },
            ],
            Load = new LoadPlan { Requests = url is null ? [] : [url.Request] },
            Profile = ProfilePlan.Defaults.FirstOrDefault(known => known.Name == profile) ?? ProfilePlan.Defaults[0],
        };
    }

    private string? Text(string file, string path, bool isGiven)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            errors.Add(isGiven ? texts.FileMissing(file) : texts.NoFile(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Add(texts.FileUnreadable(file, fault.Message));
        }

        return null;
    }

    private IReadOnlyList<TargetPlan> Selected(RunPlan plan, IReadOnlyList<string> names)
    {
        string[] known = [.. plan.Targets.Select(target => target.Name)];
        foreach (string name in names.Except(known, StringComparer.Ordinal))
        {
            errors.Add(texts.UnknownTarget(name, Nearest.To(name, known), string.Join(", ", known)));
        }

        return names.Count == 0 ? plan.Targets : [.. plan.Targets.Where(target => names.Contains(target.Name, StringComparer.Ordinal))];
    }

    private RunPlan WithUrl(RunPlan plan, string text)
    {
        string shown = AddressText.WithoutLogin(text);
        if (!AddressText.TryParseUrl(text, out Uri url))
        {
            errors.Add(new ConfigurationTexts(texts.Language).BadUrl("--url", shown));
        }
        else if (url.PathAndQuery != "/" || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            errors.Add(texts.UrlTakesNoPath());
        }

        if (plan.Targets.Count > 1)
        {
            errors.Add(texts.UrlForOne(string.Join(", ", plan.Targets.Select(target => target.Name))));
        }

        return plan with { Targets = [.. plan.Targets.Select(target => target with { Url = url })] };
    }
}
