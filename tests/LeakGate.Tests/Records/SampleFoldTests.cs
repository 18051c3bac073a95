using LeakGate.Runs.Records;
using LeakGate.Series;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Records;

public sealed class SampleFoldTests
{
    private const int Week = 7 * 86_400;

    [Fact]
    public void A_run_of_two_hours_keeps_every_reading()
    {
        var samples = Samples(7200).ToList();

        Folded(samples).ShouldBe(samples);
    }

    [Fact]
    public void A_week_at_one_reading_a_second_is_some_thirty_thousand_records_and_loses_no_time()
    {
        var kept = Folded(Samples(Week));

        kept.Count.ShouldBeInRange(30_000, 34_000);
        kept.Sum(record => record is EnvelopeRecord stretch ? stretch.Readings : 1).ShouldBe(Week);
        kept.OfType<EnvelopeRecord>().Max(stretch => stretch.Readings).ShouldBe(128);
        kept.OfType<EnvelopeRecord>().ShouldAllBe(stretch => stretch.At - stretch.From == TimeSpan.FromSeconds(stretch.Readings - 1));
        kept.Select(record => record.At).ShouldBeInOrder();
    }

    [Fact]
    public void A_week_at_twenty_readings_a_second_is_hardly_more()
    {
        var fold = new SampleFold();
        var kept = 0;
        for (var i = 0; i < 20 * Week; i++)
        {
            fold.Add(Sample(i / 20.0, 1), _ => kept++);
        }

        kept.ShouldBeInRange(45_000, 55_000);
    }

    [Fact]
    public void A_stretch_keeps_the_lowest_the_highest_and_the_last_of_each_column()
    {
        var stretch = Folded(Values(5, 9, 3, 4), whole: 2).OfType<EnvelopeRecord>().Single();

        (stretch.Low["fds"], stretch.HighOf("fds"), stretch.LastOf("fds")).ShouldBe((3, 4, 4));
        (stretch.From.TotalSeconds, stretch.At.TotalSeconds, stretch.Readings, stretch.Requests).ShouldBe((2, 3, 2, 30));
        stretch.HighOf("threads").ShouldBeNull();
    }

    [Fact]
    public void A_column_that_stands_still_is_written_once()
    {
        var stretch = Folded(Values(5, 5, 5, 5), whole: 2).OfType<EnvelopeRecord>().Single();

        (stretch.High, stretch.Last, stretch.Gaps).ShouldBe((null, null, null));
        stretch.LastOf("fds").ShouldBe(5);
        stretch.Drawn().ShouldHaveSingleItem().Values["fds"].ShouldBe(5);
    }

    [Fact]
    public void A_gap_is_counted_with_its_first_reason_and_breaks_the_line()
    {
        SampleRecord[] samples =
        [
            Sample(0, 1), Sample(1, 1), Sample(2, 1), Sample(3, 1), Sample(4, 1),
            Sample(5, 7) with { Gaps = new Dictionary<string, string> { ["rss_bytes"] = "early", ["heap_bytes"] = "lost" } },
            Sample(6, 5) with { Gaps = new Dictionary<string, string> { ["rss_bytes"] = "late", ["heap_bytes"] = "lost" } },
            Sample(7, 6) with { Gaps = new Dictionary<string, string> { ["heap_bytes"] = "lost" }, Values = new Dictionary<string, double> { ["fds"] = 6, ["rss_bytes"] = 8 } },
        ];

        // Stretches of four begin with the fifth reading; the fifth is made the end of another record's stretch.
        var kept = Folded([.. samples[..5], Said(4.5), .. samples[5..]], whole: 2);

        var stretch = kept.OfType<EnvelopeRecord>().Last();
        stretch.Gaps.ShouldBe(new Dictionary<string, MissedReadings> { ["rss_bytes"] = new(2, "early"), ["heap_bytes"] = new(3, "lost") }, ignoreOrder: true);
        var drawn = stretch.Drawn().ToList();
        drawn.Select(sample => sample.Values["fds"]).ShouldBe([5, 7, 7, 6]);
        drawn.Select(sample => sample.Values.TryGetValue("rss_bytes", out var value) ? value : (double?)null).ShouldBe([8, 8, null, 8]);
        drawn.ShouldAllBe(sample => sample.Gaps!["heap_bytes"] == "lost");
        drawn[2].Gaps!["rss_bytes"].ShouldBe("early");
        drawn.Select(sample => sample.At).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public void A_stretch_ends_where_another_record_stands_and_the_next_ends_where_it_would_have()
    {
        var samples = Samples(32).ToList();

        var kept = Folded([.. samples[..18], Said(17.5), .. samples[18..]], whole: 8);

        kept.Select(record => record.At).ShouldBeInOrder();
        kept.OfType<EnvelopeRecord>().Select(stretch => stretch.At.TotalSeconds).ShouldBe([9, 11, 13, 15, 17, 19, 23, 27, 31]);
    }

    [Fact]
    public void What_is_folded_stays_as_it_is()
    {
        var once = Folded([.. Samples(500), Said(499.5), .. Samples(700).Skip(500)], whole: 64);

        Folded(once, whole: 64).ShouldBe(once);
    }

    [Fact]
    public void The_judge_sees_the_same_lower_envelope_of_folded_readings_as_of_all_of_them()
    {
        var random = new Random(17);
        var samples = Enumerable.Range(0, 3 * 86_400).Select(i => Sample(i, 1e6 + (i / 100) + (i % 600) + random.Next(50))).ToList();
        var (all, folded) = (new RecordedSeries(), new RecordedSeries());
        samples.ForEach(sample => all.Add(new RecordedPoint(sample.At.TotalSeconds, null, sample.Values["fds"])));
        foreach (var record in Folded(samples))
        {
            var (values, readings) = record is EnvelopeRecord stretch ? (stretch.Low, stretch.Readings) : (((SampleRecord)record).Values, 1);
            folded.Add(new RecordedPoint(record.At.TotalSeconds, null, values["fds"]), readings);
        }

        folded.Readings.ShouldBe(all.Readings);
        folded.Points.Select(point => point.Value).ShouldBe(all.Points.Select(point => point.Value));
    }

    private static List<RunRecord> Folded(IEnumerable<RunRecord> records, int whole = SampleFold.WholeReadings)
    {
        var fold = new SampleFold(whole);
        var kept = new List<RunRecord>();
        foreach (var record in records)
        {
            fold.Add(record, kept.Add);
        }

        fold.End(kept.Add);
        return kept;
    }

    private static IEnumerable<SampleRecord> Samples(int count) => Enumerable.Range(0, count).Select(i => Sample(i, i));

    private static IEnumerable<SampleRecord> Values(params int[] values) => values.Select((value, i) => Sample(i, value));

    private static SampleRecord Sample(double seconds, double value) =>
        new() { At = TimeSpan.FromSeconds(seconds), Requests = (long)(10 * seconds), Values = new Dictionary<string, double> { ["fds"] = value } };

    private static EventRecord Said(double seconds) => new() { At = TimeSpan.FromSeconds(seconds), Level = "info", Code = "x", Text = "x" };
}
