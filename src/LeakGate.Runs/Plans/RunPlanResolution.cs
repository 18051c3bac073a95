namespace LeakGate.Runs.Plans;

/// <summary>Fills the values of running services into a whole plan.</summary>
public static class RunPlanResolution
{
    /// <summary>
    /// The plan with every text resolved (see <see cref="ServiceText"/>). Call it once, after the services run and before anything
    /// else of the plan is used, also when there are no services. Services themselves are left out: they resolve their own texts as
    /// they start one after another.
    /// </summary>
    /// <exception cref="InvalidOperationException">A name has no value.</exception>
    public static RunPlan Resolve(this RunPlan plan, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with
        {
            Targets = [.. plan.Targets.Select(target => Resolve(target, values))],
            Load = plan.Load with { Requests = [.. plan.Load.Requests.Select(request => Resolve(request, values))] },
        };
    }

    private static TargetPlan Resolve(TargetPlan target, IReadOnlyDictionary<string, string> values) => target with
    {
        Source = target.Source switch
        {
            TargetSource.Command command => new TargetSource.Command(Resolve(command.Arguments, values)) { AsWritten = command.AsWritten },
            TargetSource.Image image => image with { Arguments = Resolve(image.Arguments, values) },
            _ => target.Source,
        },
        Environment = Resolve(target.Environment, values),
        Probes = target.Probes with
        {
            Postgres = Resolve(target.Probes.Postgres, values),
            Redis = target.Probes.Redis is { } redis ? ServiceText.Resolve(redis, values) : null,
        },
    };

    private static RequestPlan Resolve(RequestPlan request, IReadOnlyDictionary<string, string> values) => request with
    {
        Path = ServiceText.Resolve(request.Path, values),
        Headers = Resolve(request.Headers, values),
        Body = request.Body is { } body ? ServiceText.Resolve(body, values) : null,
    };

    private static IReadOnlyList<string> Resolve(IReadOnlyList<string> words, IReadOnlyDictionary<string, string> values) =>
        [.. words.Select(word => ServiceText.Resolve(word, values))];

    private static Dictionary<string, Secret> Resolve(
        IReadOnlyDictionary<string, Secret> texts, IReadOnlyDictionary<string, string> values) =>
        texts.ToDictionary(pair => pair.Key, pair => Resolve(pair.Value, values)!, StringComparer.Ordinal);

    private static Secret? Resolve(Secret? text, IReadOnlyDictionary<string, string> values) =>
        text is null ? null : new Secret(ServiceText.Resolve(text.Reveal(), values));
}
