using System.Text.Json;
using LeakGate.Reports.Formats.Csv;
using LeakGate.Tests.Reports;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Readers;

/// <summary>The tables as Python's own <c>csv</c> module reads them.</summary>
public sealed class CsvReaderTests
{
    private const string Program = """
        import csv, io, json, sys
        text = sys.stdin.buffer.read().decode("utf-8", "strict")
        print(json.dumps(list(csv.reader(io.StringIO(text, newline=""), strict=True))))
        """;

    [Fact]
    public async Task Python_reads_as_many_cells_in_every_row_as_in_the_head_whatever_the_names_are()
    {
        foreach (var input in MadeReports.HostileNames.Select(name => MadeReports.Hostile(name)).Append(MadeReports.Several()))
        {
            foreach (var file in new CsvFormat().Write(input))
            {
                var rows = JsonSerializer.Deserialize<List<List<string>>>(await ReaderProcess.ReadAsync("python3", ["-c", Program], file.Content))!;
                rows.Count.ShouldBeGreaterThan(1);
                rows.ShouldAllBe(row => row.Count == rows[0].Count, file.Path);
            }
        }
    }

    [Fact]
    public async Task Python_reads_the_floors_that_were_recorded()
    {
        var input = MadeReports.Leaky();
        var file = new CsvFormat().Write(input).Single(one => one.Path == "blocks.csv");

        var rows = JsonSerializer.Deserialize<List<List<string>>>(await ReaderProcess.ReadAsync("python3", ["-c", Program], file.Content))!;

        var column = rows[0].IndexOf("floor anonymous_bytes");
        rows.Skip(1).Select(row => double.Parse(row[column], System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(input.Targets[0].Run.Blocks.Select(block => block.Floors["anonymous_bytes"]), 1e-6);
    }
}
