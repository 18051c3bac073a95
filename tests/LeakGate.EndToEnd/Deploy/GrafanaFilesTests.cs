using System.Text.Json;
using LeakGate.Tests.Docs;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Deploy;

/// <summary>
/// What Grafana is given, as far as it can be checked without Grafana: it is in no package source that was at hand when this was written
/// (2026-11-26; <c>apt-cache policy grafana</c> finds nothing in Debian). <see cref="DashboardDataTests"/> asks its queries of a real Prometheus.
/// </summary>
public sealed class GrafanaFilesTests
{
    [Fact]
    public void The_three_dashboards_are_there_each_with_its_own_name()
    {
        var boards = DashboardFile.All();

        boards.Select(board => board.Title).ShouldBe(["History", "Live run", "Targets"]);
        boards.Select(board => board.Uid).Distinct(StringComparer.Ordinal).Count().ShouldBe(boards.Count);
    }

    [Fact]
    public void Each_has_every_kind_of_panel_its_variables_and_a_way_to_the_reports()
    {
        foreach (var board in DashboardFile.All())
        {
            board.Panels.Select(panel => panel.GetProperty("type").GetString()).Distinct()
                .ShouldBe(["stat", "timeseries", "table", "state-timeline"], ignoreOrder: true, board.Name);
            new[] { "target", "branch", "profile", "server" }.Except(board.VariableNames).ShouldBeEmpty(board.Name);
            board.Text.ShouldContain(board.Title == "Live run" ? "${server}/?run=${__data.fields.run}" : "${server}/runs/${__data.fields.run}/${__data.fields.target}");
        }
    }

    [Fact]
    public void Every_panel_says_what_it_shows_asks_our_data_source_and_covers_no_other()
    {
        var source = File.ReadAllText(DeployFolder.Source("grafana/provisioning/datasources/prometheus.yml"));
        foreach (var board in DashboardFile.All())
        {
            board.Panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count().ShouldBe(board.Panels.Count, board.Name);
            var taken = new HashSet<(int, int)>();
            foreach (var panel in board.Panels)
            {
                var what = $"{board.Name}: {panel.GetProperty("title").GetString()}";
                panel.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace(what);
                panel.GetProperty("targets").GetArrayLength().ShouldBeGreaterThan(0, what);
                foreach (var asked in panel.GetProperty("targets").EnumerateArray().Append(panel))
                {
                    source.ShouldContain($"uid: {asked.GetProperty("datasource").GetProperty("uid").GetString()}\n", customMessage: what);
                }

                Squares(panel.GetProperty("gridPos")).ShouldAllBe(square => square.X < 24 && taken.Add(square), what);
            }
        }
    }

    [Fact]
    public void The_guides_name_every_dashboard_and_every_alert()
    {
        foreach (var page in new[] { "docs/deploy.md", "docs/deploy.ru.md" })
        {
            var text = MarkdownPage.At(page).Text;
            DashboardFile.All().Select(board => board.Title).Where(title => !text.Contains($"*{title}*", StringComparison.Ordinal)).ShouldBeEmpty(page);
            RuleFiles.Alerts().Select(alert => alert.Name).Where(name => !text.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty(page);
        }
    }

    private static IEnumerable<(int X, int Y)> Squares(JsonElement place) =>
        from x in Enumerable.Range(place.GetProperty("x").GetInt32(), place.GetProperty("w").GetInt32())
        from y in Enumerable.Range(place.GetProperty("y").GetInt32(), place.GetProperty("h").GetInt32())
        select (x, y);
}
