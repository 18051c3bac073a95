using System.Globalization;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;

namespace LeakGate.Server.Children;

/// <summary>Checks what is asked for before anything starts: only what this server may start becomes words of a command line.</summary>
internal sealed class StartCheck(ServerOptions options, ProjectConfiguration project)
{
    /// <summary>Words for a start, or everything that is wrong with it. Safe for many questions at once: nothing is kept of any.</summary>
    public (StartWords? Start, IReadOnlyList<StartError> Errors) Check(StartRequest request)
    {
        List<StartError> errors = [];
        List<string> words = request.Command is not null ? Command(request, errors)
            : request.Port is not null || request.Pid is not null || request.Container is not null ? Attached(request, errors)
            : Targets(request, errors);
        if (request.Profile is { } profile)
        {
            if (ProfilePlan.Defaults.All(known => known.Name != profile))
            {
                errors.Add(new("profile", $"`{profile}` is no profile; known: {string.Join(", ", ProfilePlan.Defaults.Select(known => known.Name))}"));
            }

            words.InsertRange(1, ["--profile", profile]);
        }

        words.InsertRange(1, ["--out", options.RunsFolder]);
        return errors.Count > 0 ? (null, errors) : (new StartWords(words, request.Targets ?? [], request.Profile), []);
    }

    private List<string> Targets(StartRequest request, List<StartError> errors)
    {
        Refuse(errors, request.Url is not null, "url", "the targets of the configuration have their own addresses");
        Refuse(errors, request.WatchFor is not null, "watch_for", "goes with `port`, `pid` or `container` only");
        List<string> words = ["run", "-c", options.ConfigurationFile];
        switch (project.Read())
        {
            case ConfigurationResult.Valid { Plan: var plan }:
                string[] known = [.. plan.Targets.Select(target => target.Name)];
                foreach (string name in (request.Targets ?? []).Except(known, StringComparer.Ordinal))
                {
                    errors.Add(new("targets", $"no target is called `{name}`; known: {string.Join(", ", known)}"));
                }

                break;
            case ConfigurationResult.Invalid { Errors: var faults }:
                errors.AddRange(faults.Select(fault => new StartError("configuration", fault.ToString())));
                break;
            default:
                errors.Add(new("configuration", $"there is no {Path.GetFileName(options.ConfigurationFile)}"));
                break;
        }

        foreach (string name in request.Targets ?? [])
        {
            words.AddRange(["--target", name]);
        }

        if (request.AtOnce)
        {
            words.Add("--parallel");
        }

        return words;
    }

    private List<string> Attached(StartRequest request, List<StartError> errors)
    {
        Allowed(errors, "port, pid and container");
        Refuse(errors, request.Targets is { Count: > 0 }, "targets", "does not go with something to attach to");
        Refuse(errors, new object?[] { request.Port, request.Pid, request.Container }.Count(given => given is not null) > 1, "port", "name one of `port`, `pid`, `container`");
        Refuse(errors, request.Container is { } name && !SafeName.Is(name), "container", "a name or an id of letters, digits, `_`, `.` and `-`", "container_name");
        Refuse(errors, request.Port is < 1 or > 65535, "port", "a number from 1 to 65535", "port_range");
        Refuse(errors, request.Pid is < 1, "pid", "a positive number");
        Refuse(errors, request.Url is null && request.WatchFor is null, "url", "give `url` to load it, or `watch_for` to only watch", "url_or_watch");
        List<string> words = ["attach", .. request.Port is { } port ? ["--port", Number(port)] : request.Pid is { } pid ? ["--pid", Number(pid)] : new[] { "--container", request.Container! }];
        AddUrl(words, request.Url, errors);
        if (request.WatchFor is { } duration)
        {
            Refuse(errors, duration.Length > 20 || duration.Any(c => !char.IsAsciiLetterOrDigit(c)), "watch_for", "a duration such as 10m", "duration");
            words.AddRange(["--no-load", "--duration", duration]);
        }

        return words;
    }

    private List<string> Command(StartRequest request, List<StartError> errors)
    {
        Allowed(errors, "command");
        Refuse(errors, request.Command is { Count: 0 } or [{ Length: 0 }, ..], "command", "name a program", "command_empty");
        Refuse(errors, request.Command!.Any(word => word.Contains('\0', StringComparison.Ordinal)), "command", "holds a character that no command line can hold");
        Refuse(errors, request.Url is null, "url", "a command needs to know where to send requests", "command_url");
        List<string> words = ["run"];
        AddUrl(words, request.Url, errors);
        return [.. words, "--", .. request.Command!];
    }

    private static void AddUrl(List<string> words, string? url, List<StartError> errors)
    {
        if (url is not null)
        {
            Refuse(errors, !Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https") || parsed.UserInfo.Length > 0, "url", "an address such as http://127.0.0.1:5000/path, without a login", "url_form");
            words.AddRange(["--url", url]);
        }
    }

    private void Allowed(List<StartError> errors, string what)
    {
        if (!options.AllowCommands)
        {
            errors.Add(new(what, "this server starts the targets of its own configuration only; `leakgate serve --allow-commands` allows more", "not_allowed"));
        }
    }

    private static void Refuse(List<StartError> errors, bool wrong, string field, string problem, string? code = null)
    {
        if (wrong)
        {
            errors.Add(new(field, problem, code));
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
