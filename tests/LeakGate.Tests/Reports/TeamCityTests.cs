using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.TeamCity;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>Service messages, read back by a parser that was written from TeamCity's documentation.</summary>
public sealed class TeamCityTests
{
    [Theory]
    [InlineData(Language.English, "en")]
    [InlineData(Language.Russian, "ru")]
    public void Several_targets_are_suites_of_one_file(Language language, string ending) =>
        Snapshot.Matches($"teamcity.{ending}", () => Text(MadeReports.Several(language)));

    [Fact]
    public void Hostile_names_change_no_message_and_no_order()
    {
        var plain = Names(MadeReports.Hostile("plain"));
        foreach (var name in MadeReports.HostileNames)
        {
            Names(MadeReports.Hostile(name)).ShouldBe(plain, name[..Math.Min(20, name.Length)]);
        }

        static List<string> Names(ReportInput input) => [.. ServiceMessageParser.Parse(Text(input)).Select(message => message.Name)];
    }

    [Fact]
    public void Metadata_problems_and_identities_keep_their_limits()
    {
        foreach (var input in MadeReports.HostileNames.Select(name => MadeReports.Hostile(name)).Append(MadeReports.Several()))
        {
            var messages = ServiceMessageParser.Parse(Text(input));
            messages.Where(message => message.Name == "testMetadata").ShouldAllBe(message => message.Values["value"].Length <= 1024);
            messages.Where(message => message.Name == "buildProblem").ShouldAllBe(message => message.Values["description"].Length <= 4000 && message.Values["identity"].Length <= 60);
        }
    }

    [Fact]
    public void A_leak_that_was_not_expected_is_a_build_problem_and_an_expected_one_none()
    {
        Problems(MadeReports.Of(default, [MadeReports.Target(MadeVerdicts.OneLeak())])).ShouldBe(1);
        Problems(MadeReports.Failed()).ShouldBe(1);
        Problems(MadeReports.Leaky()).ShouldBe(0);
        Problems(MadeReports.Clean()).ShouldBe(0);

        static int Problems(ReportInput input) => ServiceMessageParser.Parse(Text(input)).Count(message => message.Name == "buildProblem");
    }

    [Fact]
    public void Artifacts_are_named_by_folder_and_place() =>
        ServiceMessageParser.Parse(ServiceMessage.Artifacts("runs/it's [1]", "leakgate")).Single().Values[""].ShouldBe("runs/it's [1] => leakgate");

    private static string Text(ReportInput input) => MadeReports.Text(new TeamCityFormat(), input, "teamcity.txt");
}
