using LeakGate.Runs;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;
using LeakGate.Server.Access;
using LeakGate.Server.Children;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LeakGate.Server.Api;

/// <summary>What may be started here: the configuration with its errors in place, and what runs on this machine; channels and known leaks.</summary>
internal sealed class ProjectApi(ServerOptions options, ProjectConfiguration project, AuditLog audit)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/configuration", Configuration).WithSummary("Targets and profiles of leakgate.yml, or every error in it with line and column");
        api.MapGet("/machine", MachineAsync).WithSummary("Processes that listen and containers that run here");
        api.MapGet("/settings", Settings).WithSummary("Channels and the list of known leaks");
        api.MapPost("/settings/channels/{channel}/test", TestAsync).WithSummary("Send a test to a channel");
    }

    private IResult Configuration() => project.Read() switch
    {
        ConfigurationResult.Valid { Plan: var plan } => Results.Json(
            new
            {
                file = Path.GetFileName(options.ConfigurationFile),
                options.AllowCommands,
                targets = plan.Targets.Select(target => new { target.Name, source = Kind(target.Source), target.Url, target.Expect }),
                profiles = ProfilePlan.Defaults.Select(profile => profile.Name),
                plan.Warnings,
                errors = Array.Empty<ConfigurationError>(),
            },
            RunJson.Line),
        ConfigurationResult.Invalid { Errors: var errors } => Results.Json(
            new { file = Path.GetFileName(options.ConfigurationFile), options.AllowCommands, targets = Array.Empty<object>(), profiles = ProfilePlan.Defaults.Select(profile => profile.Name), errors }, RunJson.Line),
        _ => Problems.Of(404, "no_configuration", $"There is no {Path.GetFileName(options.ConfigurationFile)}."),
    };

    private async Task<IResult> MachineAsync(CancellationToken cancel)
    {
        RunningContainers containers = await options.Machine.ContainersAsync(cancel);
        return Results.Json(new { processes = options.Machine.Listening(), containers = containers.Names, containers_trouble = containers.Trouble }, RunJson.Line);
    }

    private IResult Settings() => project.Read() is ConfigurationResult.Valid { Plan: var plan }
        ? Results.Json(
            new { channels = Channels(plan).Select(channel => new { channel.Channel, can_test = options.TestChannel is not null }), ignore = plan.Gate.Ignore }, RunJson.Line)
        : Problems.Of(409, "configuration", "The configuration is missing or wrong: /api/v1/configuration tells where.");

    private async Task<IResult> TestAsync(string channel, HttpContext context, CancellationToken cancel)
    {
        if (project.Read() is not ConfigurationResult.Valid { Plan: var plan })
        {
            return Problems.Of(409, "configuration", "The configuration is missing or wrong: /api/v1/configuration tells where.");
        }

        if (Channels(plan).FirstOrDefault(known => known.Channel == channel) is not { } asked || options.TestChannel is not { } send)
        {
            return Problems.Of(404, "no_channel", $"{(SafeName.Is(channel) ? channel : "This channel")} is not set up in {Path.GetFileName(options.ConfigurationFile)}.");
        }

        ChannelTest test = await send(asked, cancel);
        audit.Done("test", "", Caller.Of(context), $"{channel}: {test.State}");
        return test.State == "sent" ? Results.Json(test, RunJson.Line) : Problems.Of(502, "not_sent", test.Detail ?? $"{channel}: {test.State}", test);
    }

    /// <summary>Channels of the file; where it names none, those of the environment, as a run has them.</summary>
    private IReadOnlyList<NotifyPlan> Channels(RunPlan plan) => EnvironmentChannels.Or(plan.Notify, options.Environment, options.Language, _ => { });

    private static string Kind(TargetSource source) => source switch
    {
        TargetSource.Command => "command",
        TargetSource.Image => "image",
        TargetSource.Pid => "pid",
        TargetSource.Port => "port",
        _ => "container",
    };
}
