using System.Globalization;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;

namespace LeakGate.Server.Children;

/// <summary>Checks what is asked for before anything starts: only what this server may start becomes words of a command line.</summary>
internal sealed class StartCheck(ServerOptions options, ProjectConfiguration project)
{
    private readonly List<StartError> _errors = [];

    public (StartWords? Start, IReadOnlyList<StartError> Errors) Check(StartRequest request)
    {
        List<string> words = request.Command is not null ? Command(request)
            : request.Port is not null || request.Pid is not null || request.Container is not null ? Attached(request)
            : Targets(request);
        if (request.Profile is { } profile)
        {
            if (ProfilePlan.Defaults.All(known => known.Name != profile))
            {
                _errors.Add(new("profile", $"`{profile}` is no profile; known: {string.Join(", ", ProfilePlan.Defaults.Select(known => known.Name))}"));
            }

            words.InsertRange(1, ["--profile", profile]);
        }

        words.InsertRange(1, ["--out", options.RunsFolder]);
        return _errors.Count > 0 ? (null, _errors) : (new StartWords(words, request.Targets ?? [], request.Profile), []);
    }

    private List<string> Targets(StartRequest request)
    {
        Refuse(request.Url is not null, "url", "the targets of the configuration have their own addresses");
        Refuse(request.WatchFor is not null, "watch_for", "goes with `port`, `pid` or `container` only");
        List<string> words = ["run", "-c", options.ConfigurationFile];
        switch (project.Read())
        {
            case ConfigurationResult.Valid { Plan: var plan }:
                string[] known = [.. plan.Targets.Select(target => target.Name)];
                foreach (string name in (request.Targets ?? []).Except(known, StringComparer.Ordinal))
                {
                    _errors.Add(new("targets", $"no target is called `{name}`; known: {string.Join(", ", known)}"));
                }

                break;
            case ConfigurationResult.Invalid { Errors: var faults }:
                _errors.AddRange(faults.Select(fault => new StartError("configuration", fault.ToString())));
                break;
            default:
                _errors.Add(new("configuration", $"there is no {Path.GetFileName(options.ConfigurationFile)}"));
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

    private List<string> Attached(StartRequest request)
    {
        Allowed("port, pid and container");
        Refuse(request.Targets is { Count: > 0 }, "targets", "does not go with something to attach to");
        Refuse(new object?[] { request.Port, request.Pid, request.Container }.Count(given => given is not null) > 1, "port", "name one of `port`, `pid`, `container`");
        Refuse(request.Container is { } name && !SafeName.Is(name), "container", "a name or an id of letters, digits, `_`, `.` and `-`");
        Refuse(request.Port is < 1 or > 65535, "port", "a number from 1 to 65535");
        Refuse(request.Pid is < 1, "pid", "a positive number");
        Refuse(request.Url is null && request.WatchFor is null, "url", "give `url` to load it, or `watch_for` to only watch");
        List<string> words = ["attach", .. request.Port is { } port ? ["--port", Number(port)] : request.Pid is { } pid ? ["--pid", Number(pid)] : new[] { "--container", request.Container! }];
        AddUrl(words, request.Url);
        if (request.WatchFor is { } duration)
        {
            Refuse(duration.Length > 20 || duration.Any(c => !char.IsAsciiLetterOrDigit(c)), "watch_for", "a duration such as 10m");
            words.AddRange(["--no-load", "--duration", duration]);
        }

        return words;
    }

    private List<string> Command(StartRequest request)
    {
        Allowed("command");
        Refuse(request.Command is { Count: 0 } or [{ Length: 0 }, ..], "command", "name a program");
        Refuse(request.Command!.Any(word => word.Contains('\0', StringComparison.Ordinal)), "command", "holds a character that no command line can hold");
        Refuse(request.Url is null, "url", "a command needs to know where to send requests");
        List<string> words = ["run"];
        AddUrl(words, request.Url);
        return [.. words, "--", .. request.Command!];
    }

    private void AddUrl(List<string> words, string? url)
    {
        if (url is not null)
        {
            Refuse(!Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) || parsed.Scheme is not ("http" or "https") || parsed.UserInfo.Length > 0, "url", "an address such as http://127.0.0.1:5000/path, without a login");
            words.AddRange(["--url", url]);
        }
    }

    private void Allowed(string what)
    {
        if (!options.AllowCommands)
        {
            _errors.Add(new(what, "this server starts the targets of its own configuration only; `leakgate serve --allow-commands` allows more"));
        }
    }

    private void Refuse(bool wrong, string field, string problem)
    {
        if (wrong)
        {
            _errors.Add(new(field, problem));
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
