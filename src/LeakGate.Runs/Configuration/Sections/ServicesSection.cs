using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Configuration.Yaml;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary><c>services:</c> servers that targets need.</summary>
internal static class ServicesSection
{
    public static IReadOnlyList<ServicePlan> Read(Node? node, ConfigurationScan scan)
    {
        if (node is null)
        {
            return [];
        }

        if (node is not SequenceNode list)
        {
            scan.Error(node, scan.Texts.NeedsList("services", "services: [postgres, redis]"));
            return [];
        }

        List<ServicePlan> services = [];
        foreach (Node item in list.Items)
        {
            ServicePlan? service = item is MappingNode ? Own(item, scan) : BuiltIn(item, scan);
            if (service is null)
            {
                continue;
            }

            if (services.Exists(other => other.Name == service.Name))
            {
                scan.Error(item.Start, service.Name, scan.Texts.DoubledService(service.Name));
            }
            else
            {
                services.Add(service);

                // A server of one's own has no values to give, so its name opens no `${name.…}`.
                scan.Services = service.Command is null ? [.. scan.Services, service.Name] : scan.Services;
            }
        }

        return services;
    }

    private static ServicePlan? BuiltIn(Node item, ConfigurationScan scan)
    {
        if (scan.FinalText(item, "services") is not { } name)
        {
            return null;
        }

        string[] known = [.. BuiltInService.All.Select(service => service.Name)];
        if (known.Contains(name, StringComparer.Ordinal))
        {
            return new ServicePlan { Name = name };
        }

        scan.Error(item, scan.Texts.UnknownService(name, Nearest.To(name, known), known));
        return null;
    }

    private static ServicePlan? Own(Node item, ConfigurationScan scan)
    {
        Fields fields = Fields.Of(item, "services", KnownNames.Service, scan)!;
        string? name = scan.FinalText(fields["name"], "name");
        if (fields["name"] is null)
        {
            scan.Error(item, scan.Texts.MissingKey("name", "services", "name: queue"));
        }

        CommandSection.Words? command = CommandSection.Read(fields["command"], "command", scan);
        bool isBuiltIn = BuiltInService.All.Any(service => service.Name == name);
        if (fields["command"] is null && name is not null && !isBuiltIn)
        {
            scan.Error(item, scan.Texts.MissingKey("command", "services", "command: my-server --port 9000"));
        }

        foreach (string key in new[] { "health", "env" })
        {
            if (fields["command"] is null && isBuiltIn && fields[key] is not null)
            {
                scan.Error(fields.Key(key), scan.Texts.OnlyWithOwnService(key));
            }
        }

        return name is null ? null : new ServicePlan
        {
            Name = name,
            Command = command?.Expanded,
            Health = Health(fields["health"], scan),
            Environment = EnvironmentSection.Read(fields["env"], "env", scan),
        };
    }

    private static string? Health(Node? node, ConfigurationScan scan)
    {
        string? health = scan.FinalText(node, "health");
        if (health is null)
        {
            return null;
        }

        bool ok = AddressText.IsHostAndPort(health) || AddressText.TryParseUrl(health, out _);
        if (!ok)
        {
            scan.Error(node!.Start, AddressText.WithoutLogin(((ScalarNode)node).Value), scan.Texts.BadServiceHealth(AddressText.WithoutLogin(((ScalarNode)node).Value)));
        }

        return ok ? ServiceText.Escape(health) : null;
    }
}
