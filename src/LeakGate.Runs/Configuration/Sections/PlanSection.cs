using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary>The whole file.</summary>
internal static class PlanSection
{
    /// <summary>The plan, or <see langword="null"/> when it cannot even be put together; errors may stand beside a plan too.</summary>
    public static RunPlan? Read(Node document, ConfigurationScan scan)
    {
        if (Fields.Of(document, "leakgate.yml", KnownNames.Root, scan) is not { } root)
        {
            return null;
        }

        // First of all, since texts anywhere may name a service.
        IReadOnlyList<ServicePlan> services = ServicesSection.Read(root["services"], scan);
        LoadPlan load = LoadSection.Read(root["load"], scan);
        bool hasRequests = RequestNodes(root["load"]);
        IReadOnlyList<TargetPlan> targets = TargetsSection.Read(root, hasRequests, scan);
        RunPlan plan = new()
        {
            Targets = targets,
            Services = services,
            Load = load,
            Gate = GateSection.Read(root["gate"], scan),
            Profile = ProfilesSection.Read(root["profiles"], scan),
            Reports = OutputsSection.Reports(root["reports"], scan),
            Notify = NotifySection.Read(root["notify"], [.. targets.Select(target => target.Name)], scan),
            History = OutputsSection.History(root["history"], scan),
        };
        return plan with { Warnings = [.. scan.Warnings] };
    }

    /// <summary>Whether requests are written at all: wrong ones are told by themselves, not as missing.</summary>
    private static bool RequestNodes(Node? load) =>
        load is MappingNode mapping && mapping.Entries.Any(entry => entry.Key.Value == "requests");
}
