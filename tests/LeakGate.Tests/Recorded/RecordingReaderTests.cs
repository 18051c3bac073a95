using System.Globalization;
using System.Text;
using LeakGate.Runs.Recorded;
using LeakGate.Samples;
using LeakGate.Series;
using LeakGate.Tests.Trends.Simulation;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Recorded;

public sealed class RecordingReaderTests
{
    [Fact]
    public void Columns_are_judged_by_name_and_those_that_grow_by_nature_are_not()
    {
        var valid = Csv.Valid("elapsed_s,requests_total,rss_bytes,fds,cpu_seconds,minor_faults,queue_len,cache_bytes\n0,0,100,5,1,1,7,8\n");

        valid.Recording.Columns.Select(column => (column.Resource.Column, column.Resource.Name, column.Resource.Unit)).ShouldBe(
        [
            ("rss_bytes", "memory", Unit.Bytes), ("fds", "descriptors", Unit.Count),
            ("queue_len", "queue_len", Unit.Count), ("cache_bytes", "cache_bytes", Unit.Bytes),
        ]);
    }

    [Fact]
    public void What_only_grows_the_account_of_a_control_group_and_a_pause_are_not_judged()
    {
        var valid = Csv.Valid(
            "elapsed_s,fds,major_faults,io_read_bytes,io_write_bytes,cgroup_oom_kills,cgroup_memory_pressure_seconds,cgroup_throttled_seconds,cgroup_memory_bytes,"
            + "cgroup_memory_high_events,cgroup_memory_max_events,cgroup_cpu_pressure_seconds,cgroup_io_pressure_seconds,"
            + "cgroup_memory_limit_bytes,voluntary_context_switches,involuntary_context_switches,dotnet_collections,dotnet_gc_pause_seconds\n"
            + "0,5,1,2,3,4,5,6,7,1,1,1,1,9,8,7,1,9\n1,5,1,2,3,4,5,6,5,2,2,2,2,3,2,1,2,3\n");

        valid.Recording.Columns.Select(column => column.Resource.Column).ShouldBe(["fds"]);
        valid.Recording.Restarts.ShouldBeEmpty();
    }

    [Fact]
    public void A_row_counts_for_as_many_readings_as_it_stands_for()
    {
        var rows = string.Concat(Enumerable.Range(0, 5000).Select(i => FormattableString.Invariant($"{i},{(i < 4096 ? 1 : 4)},{i}\n")));

        var valid = Csv.Valid("elapsed_s,readings,fds\n" + rows + "5000,,7\n");

        // From the halving at 4,096 readings on a point holds two of them, which a row of four is more than.
        Csv.Values(valid, "fds").Count.ShouldBe(2048 + 904 + 1);
        valid.Rows.ShouldBe(5001);
    }

    [Theory]
    [InlineData("rss_bytes", "memory")]
    [InlineData("pss_bytes", "memory")]
    [InlineData("uss_bytes", "memory")]
    [InlineData("anonymous_rss_bytes", "memory")]
    [InlineData("vms_bytes", "memory")]
    [InlineData("swap_bytes", "memory")]
    [InlineData("heap_bytes", "heap")]
    [InlineData("threads", "threads")]
    [InlineData("fds", "descriptors")]
    [InlineData("fds_file", "descriptors")]
    [InlineData("fds_socket", "descriptors")]
    [InlineData("fds_pipe", "descriptors")]
    [InlineData("tcp_established", "connections")]
    [InlineData("tcp_close_wait", "connections")]
    [InlineData("processes", "processes")]
    public void Every_name_of_the_contract_is_known(string column, string resource)
    {
        RecordedColumns.Names.ShouldContain(column);
        RecordedColumns.Of(column).ShouldBe(Resource.All.Single(known => known.Name == resource) with { Column = column });
    }

    [Theory]
    [InlineData("elapsed_s,fds\n0,1\n1,2\n")]
    [InlineData("elapsed_s,fds\r\n0,1\r\n1,2\r\n")]
    [InlineData("elapsed_s,fds\r0,1\r1,2")]
    [InlineData("\ufeffelapsed_s,fds\n0,1\n1,2")]
    [InlineData("\"elapsed_s\",\"fds\"\n\"0\",\"1\"\n 1 , 2 \n\n\n")]
    [InlineData("fds,elapsed_s\n1,0\n2,1\n")]
    public void Line_ends_quotes_blanks_and_byte_order_marks_do_not_matter(string text)
    {
        var valid = Csv.Valid(text);

        valid.Rows.ShouldBe(2);
        Csv.Values(valid, "fds").ShouldBe([1, 2]);
        valid.Recording.Seconds.ShouldBe(1);
    }

    [Fact]
    public void A_line_end_that_falls_between_two_parts_of_the_file_is_one()
    {
        foreach (var length in Enumerable.Range(16370, 30))
        {
            var name = new string('x', 200);
            var text = new StringBuilder($"elapsed_s,{name}\r\n");
            var row = 0;
            while (text.Length + 20 < length)
            {
                text.Append(CultureInfo.InvariantCulture, $"{row++},1\r\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{row},{new string(' ', length - text.Length)}1\r\n{row + 1},2\r\n");

            Csv.Valid(text.ToString()).Rows.ShouldBe(row + 2);
        }
    }

    [Fact]
    public void Quotes_hold_commas_line_ends_and_doubled_quotes() =>
        Csv.Valid("elapsed_s,\"a,\"\"b\"\"\nc\"\n0,1\n").Recording.Columns.Single().Resource.Column.ShouldBe("a,\"b\"\nc");

    [Theory]
    [InlineData("2026-11-22T10:00:00Z", "2026-11-22T10:00:30Z")]
    [InlineData("2026-11-22 10:00:00", "2026-11-22 10:00:30")]
    [InlineData("2026-11-22T13:00:00+03:00", "2026-11-22T10:00:30.000Z")]
    [InlineData("1795341600", "1795341630.0")]
    public void Timestamps_are_seconds_or_ISO_8601(string first, string second)
    {
        var valid = Csv.Valid($"timestamp,fds\n{first},1\n{second},2\n");

        valid.Recording.Seconds.ShouldBe(30, 1e-6);
        valid.Started.ShouldBe(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Empty_cells_are_gaps_and_equal_times_are_no_error()
    {
        var valid = Csv.Valid("elapsed_s,requests_total,fds,threads\n0,,1,\n0,5,,4\n3,,2,5\n");

        Csv.Values(valid, "fds").ShouldBe([1, 2]);
        valid.Recording.Columns[1].Points.ShouldBe([new RecordedPoint(0, 5, 4), new RecordedPoint(3, 5, 5)]);
    }

    [Fact]
    public void A_cumulative_counter_that_falls_is_a_restart() =>
        Csv.Valid("elapsed_s,cpu_seconds,requests_total,fds\n0,5,0,1\n1,9,10,1\n2,0.5,20,1\n3,1,3,1\n").Recording.Restarts.ShouldBe([2, 3]);

    [Fact]
    public void Files_of_any_length_are_read_in_bounded_memory_and_no_floor_is_lost()
    {
        const int rows = 300_000;
        var noise = new Noise(7);
        var values = Enumerable.Range(0, rows).Select(_ => 1000 + (int)(noise.Uniform() * 1_000_000)).ToArray();
        values[123_457] = 3;
        var text = new StringBuilder("elapsed_s,rss_bytes\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{values[i]}\n");
        }

        var column = Csv.Valid(text.ToString()).Recording.Columns.Single();

        column.Points.Count.ShouldBeInRange(1000, RecordedSeries.MostPoints);
        column.Points.Min(point => point.Value).ShouldBe(3);
        column.Highest.ShouldBe(values.Max());
        column.Points.ShouldBe(column.Points.OrderBy(point => point.Seconds));
    }

    [Theory]
    [InlineData("elapsed_s,fds\n")]
    [InlineData("elapsed_s,fds")]
    [InlineData("elapsed_s,fds\n0,5\n")]
    [InlineData("elapsed_s,fds\n0,\n1,\n2,\n")]
    [InlineData("elapsed_s,fds\n7,1\n7,2\n7,3\n")]
    public void Too_little_data_is_inconclusive_and_no_error(string text)
    {
        var verdict = RecordedVerdicts.Judge(Csv.Valid(text), Csv.File, DateTimeOffset.UnixEpoch.AddDays(20_000));

        verdict.Verdict.ShouldBe(LeakGate.Verdicts.Outcome.Inconclusive);
        verdict.Reason.ShouldBe("too_short");
        verdict.Resources.ShouldHaveSingleItem().Column.ShouldBe("fds");
    }
}
