using LeakGate.Reports.Formats;
using LeakGate.Reports.Formats.Csv;
using LeakGate.Reports.Formats.Prometheus;
using LeakGate.Runs.Configuration;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>What programs read: CSV and Prometheus' text.</summary>
public sealed class TableFormatTests
{
    [Fact]
    public void Samples_and_blocks_are_tables()
    {
        Snapshot.Matches("samples.csv", () => MadeReports.Text(new CsvFormat(), MadeReports.Leaky(), "samples.csv"));
        Snapshot.Matches("blocks.csv", () => MadeReports.Text(new CsvFormat(), MadeReports.Several(), "blocks.csv"));
    }

    [Fact]
    public void Every_row_has_the_cells_of_its_head_whatever_the_names_are()
    {
        foreach (var name in MadeReports.HostileNames)
        {
            foreach (var file in new CsvFormat().Write(MadeReports.Hostile(name)))
            {
                var rows = Rows(System.Text.Encoding.UTF8.GetString(file.Content.Span));
                rows.Count.ShouldBeGreaterThan(1);
                rows.ShouldAllBe(row => row.Count == rows[0].Count);
                rows.SelectMany(row => row).ShouldAllBe(cell => cell.Length == 0 || "=+@".IndexOf(cell[0], StringComparison.Ordinal) < 0);
            }
        }
    }

    [Fact]
    public void Metrics_are_the_same_in_both_texts_but_for_the_end()
    {
        Snapshot.Matches("metrics.prom", () => MadeReports.Text(new PrometheusFormat(), MadeReports.Several(), "metrics.prom"));
        MadeReports.Text(new PrometheusFormat(), MadeReports.Several(), "metrics.openmetrics.txt")
            .ShouldBe(MadeReports.Text(new PrometheusFormat(), MadeReports.Several(), "metrics.prom") + "# EOF\n");
    }

    [Fact]
    public void Every_format_has_a_name_that_configurations_may_hold() =>
        ReportFormats.All.Select(format => format.Name).ShouldBe(KnownNames.WrittenReports, ignoreOrder: true);

    /// <summary>RFC 4180, written here anew so that the writer is not its own reader.</summary>
    private static List<List<string>> Rows(string text)
    {
        var rows = new List<List<string>> { new() };
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                var doubled = quoted && i + 1 < text.Length && text[i + 1] == '"';
                quoted = doubled ? quoted : !quoted;
                cell.Append(doubled ? "\"" : "");
                i += doubled ? 1 : 0;
            }
            else if (!quoted && text[i] is ',' or '\n')
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (text[i] == '\n')
                {
                    rows.Add([]);
                }
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        rows.RemoveAt(rows.Count - 1);
        return rows;
    }
}
