using LeakGate.EndToEnd.Containers;
using LeakGate.EndToEnd.Deploy;
using LeakGate.EndToEnd.Doctor;
using LeakGate.EndToEnd.Init;
using LeakGate.EndToEnd.Notifications;
using LeakGate.EndToEnd.Pipelines;
using LeakGate.EndToEnd.Readers;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Server;
using LeakGate.Tests.Docs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Docs;

/// <summary>
/// Every command of the documentation is carried out: most of them here, in a bash with the tool, a shop to judge and the files that the pages
/// speak of; the others by the tests that are named beside them. Changed are ports, which must be free, and how long a run may take.
/// </summary>
[Collection<BusyPipelines>]
public sealed class DocumentedCommandsTests : IDisposable
{
    /// <summary>Benchmarks stand in measurements with their figures; decisions and wrong inputs show no commands to type.</summary>
    private static readonly string[] NotForTyping = ["docs/decisions/", "docs/measurements/", "docs/wrong-inputs"];

    /// <summary>Those that other tests carry out; scripts too long for every day are run by <c>make test-pipelines</c>.</summary>
    private static readonly Dictionary<string, string[]> Elsewhere = new(StringComparer.Ordinal)
    {
        ["make demo"] = ["scripts/test-pipelines.sh", nameof(BothSamplesRunTests)],
        ["make report-generate"] = ["scripts/test-pipelines.sh"],
        ["make test"] = [".ci/run"],
        ["make build"] = [".ci/run"],
        ["make test-quick"] = ["scripts/test-pipelines.sh", nameof(GithubTests)],
        ["make validate-ci"] = [nameof(ValidationTests)],
        ["scripts/ci/site.sh"] = [nameof(SiteTests)],
        ["make images"] = [nameof(StackScriptTests), nameof(StackImagesTests)],
        ["make up"] = [nameof(StackScriptTests)],
        ["make status"] = [nameof(StackScriptTests)],
        ["leakgate doctor"] = [nameof(DoctorTests)],
        ["leakgate doctor --only heap"] = [nameof(DoctorTests)],
        ["leakgate doctor --json"] = [nameof(DoctorTests)],
        ["cd web"] = [".ci/run"],
        ["npm test"] = [".ci/run"],
        ["npm run lint"] = ["scripts/lint.sh"],
        ["rm -rf allure-results allure-report"] = [nameof(AllureReportTests)],
        ["npx allure generate allure-results"] = [nameof(AllureReportTests)],
        ["rm -rf allure-results"] = [nameof(AllureReportTests)],
        ["npx allure generate allure-results --clean --output allure-report"] = [nameof(AllureReportTests)],
        ["if [ -d allure-report/history ]; then cp -r allure-report/history allure-results/; fi"] = [nameof(AllureReportTests)],
        ["leakgate notify --test --dry-run"] = [nameof(NotifyCommandTests)],
        ["leakgate notify --test slack"] = [nameof(NotifyCommandTests)],
        ["leakgate notify 20261122-143512-9c1e"] = [nameof(NotifyCommandTests)],
        ["leakgate baseline set 20261122-143512-9c1e"] = [nameof(HistoryRunTests)],
        ["leakgate init"] = [nameof(InitRunTests)],
        ["alias leakgate=\"$PWD/src/LeakGate.Cli/bin/Release/net10.0/leakgate\""] = [nameof(The_alias_of_the_first_pages_names_the_built_program)],
        ["leakgate serve"] = [nameof(ServedRunTests)],
        ["curl -s -H 'Content-Type: application/json' -d '{\"targets\":[\"shop\"],\"profile\":\"quick\"}' http://127.0.0.1:5555/api/v1/runs"] = [nameof(ServedRunTests)],
        ["curl -s http://127.0.0.1:5555/api/v1/queue"] = [nameof(ServedRunTests)],
        ["curl -sN http://127.0.0.1:5555/api/v1/runs/RUN/live"] = [nameof(ServedRunTests)],
        ["curl -s -H 'Content-Type: application/json' -d '{}' http://127.0.0.1:5555/api/v1/runs/RUN/stop"] = [nameof(ServedRunTests)],
        ["curl -s -X POST -H 'Content-Type: application/json' -d '{}' http://127.0.0.1:5555/api/v1/settings/channels/slack/test"] = [nameof(ServedRunTests)],
        [EngineAwayTests.Find] = [nameof(EngineAwayTests)],
        [EngineAwayTests.Remove] = [nameof(EngineAwayTests)],
        ["leakgate run --push http://leaks.example:5555"] = [nameof(PushTests)],
    };

    private const string Run = "leakgate run";

    /// <summary>One row for each command that is carried out here, but for runs, which mostly wait and go side by side.</summary>
    public static TheoryData<string> Here => [.. Documented().Where(command => !Elsewhere.ContainsKey(command) && !command.StartsWith(Run, StringComparison.Ordinal))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

    [Fact]
    public void What_is_carried_out_elsewhere_is_documented_and_that_place_exists()
    {
        Elsewhere.Keys.Except(Documented()).ShouldBeEmpty();
        var names = typeof(DocumentedCommandsTests).Assembly.GetTypes().Select(type => type.Name).Concat(typeof(DocumentedCommandsTests).GetMethods().Select(method => method.Name)).ToHashSet(StringComparer.Ordinal);
        Elsewhere.Values.SelectMany(places => places).Where(place => !names.Contains(place) && !File.Exists(Path.Combine(Repository.Root, place))).ShouldBeEmpty();
    }

    [Fact]
    public void The_alias_of_the_first_pages_names_the_built_program() =>
        File.Exists(Path.Combine(Repository.Root, "src/LeakGate.Cli/bin/Release/net10.0/leakgate")).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Here))]
    public async Task It_can_be_typed(string command)
    {
        await CarryOutAsync(command);
    }

    [Fact]
    public async Task Every_run_can_be_typed()
    {
        var runs = Documented().Where(command => command.StartsWith(Run, StringComparison.Ordinal) && !Elsewhere.ContainsKey(command)).ToList();

        runs.Count.ShouldBeGreaterThanOrEqualTo(10);
        await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel }, async (command, _) => await CarryOutAsync(command));
    }

    private static async Task CarryOutAsync(string command)
    {
        using var desk = new Desk();
        await desk.PrepareAsync(Documented());
        if (command.StartsWith("leakgate init", StringComparison.Ordinal))
        {
            desk.Remove("leakgate.yml");
        }

        var end = await desk.BashAsync((command.StartsWith("git push", StringComparison.Ordinal) ? "git switch --quiet --create try-leakgate && " : "") + desk.Adapted(command));

        end.Code.ShouldBeOneOf([.. CodesOf(command)], $"{command}\n{end.Text}");
        await desk.ShouldBeLeftEmptyAsync();
    }

    private static List<string> Documented() =>
    [
        .. MarkdownPage.All()
            .Where(page => !page.Path.EndsWith(".ru.md", StringComparison.Ordinal) && !Array.Exists(NotForTyping, part => page.Path.StartsWith(part, StringComparison.Ordinal)))
            .SelectMany(page => page.Commands)
            .Select(line => line.StartsWith("$ ", StringComparison.Ordinal) ? line[2..] : line)
            .Where(line => line.Trim().Length > 0)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>What a command may end with, since nothing here is known to leak or to be clean within two seconds.</summary>
    private static int[] CodesOf(string command) =>
        command.StartsWith("leakgate run", StringComparison.Ordinal) || command.StartsWith("leakgate compare", StringComparison.Ordinal) || command.StartsWith("leakgate analyze", StringComparison.Ordinal) ? [0, 1, 3]
        : command is "make check-requirements" ? [0, 1]
        : [0];
}
