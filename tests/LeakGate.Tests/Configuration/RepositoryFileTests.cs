using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Configuration;

public sealed class RepositoryFileTests
{
    [Fact]
    public void The_configuration_at_the_root_of_the_repository_is_valid()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "LeakGate.slnx")))
        {
            root = root.Parent;
        }

        root.ShouldNotBeNull();
        string yaml = File.ReadAllText(Path.Combine(root.FullName, ConfigurationLoader.DefaultFileName));

        RunPlan plan = Yaml.Plan(yaml);

        plan.Targets.Select(target => (target.Name, target.Expect)).ShouldBe([("leaky", Expectation.Leak), ("healthy", Expectation.Clean)]);
    }
}
