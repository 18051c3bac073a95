using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LeakGate.Runs.Recorded;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Recorded;

public sealed class RecordingErrorTests
{
    [Theory]
    [InlineData("", 1, 0, "empty")]
    [InlineData("\n\n", 1, 0, "empty")]
    [InlineData("0,1\n1,2\n", 1, 0, "numbers (`0`), no names")]
    [InlineData("elapsed_s;fds\n0;1\n", 1, 0, "separated by `;`")]
    [InlineData("elapsed_s\tfds\n0\t1\n", 1, 0, "separated by `TAB`")]
    [InlineData("time,fds\n0,1\n", 1, 0, "no column tells the time")]
    [InlineData("elapsed_s,timestamp,fds\n0,1,1\n", 1, 2, "both `elapsed_s` and `timestamp`")]
    [InlineData("elapsed_s,requests_total,cpu_seconds\n0,1,1\n", 1, 0, "no column can be judged")]
    [InlineData("elapsed_s,fds,fds\n0,1,1\n", 1, 3, "`fds` stands more than once")]
    [InlineData("elapsed_s,,fds\n0,1,1\n", 1, 2, "no name")]
    [InlineData("elapsed_s,fds\n0,1\n1\n", 3, 0, "1 cells, but the header names 2")]
    [InlineData("elapsed_s,fds\n0,1,5\n", 2, 0, "3 cells, but the header names 2")]
    [InlineData("elapsed_s,fds\n0,1\n1,two\n", 3, 2, "`two` is not a number")]
    [InlineData("elapsed_s,fds\n0,\"1,5\"\n", 2, 2, "`1,5` has a decimal comma")]
    [InlineData("elapsed_s,fds\n0,NaN\n", 2, 2, "`NaN` is no amount")]
    [InlineData("elapsed_s,fds\n0,Infinity\n", 2, 2, "`Infinity` is no amount")]
    [InlineData("elapsed_s,fds\n0,1e400\n", 2, 2, "`1e400` is no amount")]
    [InlineData("elapsed_s,fds\n0,-1\n", 2, 2, "`-1` is negative")]
    [InlineData("elapsed_s,requests_total,fds\n0,x,1\n", 2, 2, "`x` is not a number")]
    [InlineData("elapsed_s,readings,fds\n0,0,1\n", 2, 2, "`0` is no number of readings")]
    [InlineData("elapsed_s,readings,fds\n0,1.5,1\n", 2, 2, "`1.5` is no number of readings")]
    [InlineData("elapsed_s,readings,fds\n0,many,1\n", 2, 2, "`many` is not a number")]
    [InlineData("elapsed_s,fds\n5,1\n4,1\n", 3, 1, "time runs back: `4` after `5`")]
    [InlineData("elapsed_s,fds\n,1\n", 2, 1, "the time is missing")]
    [InlineData("elapsed_s,fds\n2026-11-22T10:00:00Z,1\n", 2, 1, "is no time")]
    [InlineData("timestamp,fds\n22.11.2026 10:00,1\n", 2, 1, "is no time")]
    [InlineData("timestamp,fds\n1795341600,1\n2026-11-22T10:00:00Z,1\n", 3, 1, "is no time")]
    [InlineData("timestamp,fds\n1795341600000,1\n", 2, 1, "looks like milliseconds")]
    [InlineData("elapsed_s,fds\n0,\"1\n1,2\n", 2, 2, "a quote is not closed")]
    [InlineData("elapsed_s,fds\n0,1\"2\n", 2, 2, "a quote stands in the middle")]
    [InlineData("elapsed_s,fds\n0,\"1\"2\n", 2, 2, "a quote stands in the middle")]
    [InlineData("elapsed_s,fds\n0,1\0\n", 2, 2, "this is no text")]
    public void What_is_wrong_is_told_where_it_stands(string text, int row, int column, string problem)
    {
        var error = Csv.Errors(text).ShouldHaveSingleItem();

        (error.Row, error.Column).ShouldBe((row, column));
        error.Problem.ShouldContain(problem);
        error.Remedy.ShouldNotBeEmpty();
        error.ToString().ShouldStartWith(FormattableString.Invariant($"soak.csv:{row}:{Math.Max(1, column)}: "));
        Csv.Errors(text, Language.Russian).ShouldHaveSingleItem().Problem.ShouldNotBe(error.Problem);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_an_error_and_no_fault()
    {
        Csv.Read([0xff, 0xd8, 0xff, 0xe0, 0x00]).ShouldBeOfType<RecordingResult.Invalid>();
        Csv.Read([.. Encoding.UTF8.GetBytes("elapsed_s,fds\n0,1\n"), 0xc3, 0x28]).ShouldBeOfType<RecordingResult.Invalid>()
            .Errors.ShouldHaveSingleItem().Problem.ShouldContain("UTF-8");
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var errors = Csv.Errors("elapsed_s,fds,threads\n0,x,-1\n1,NaN,2\n0,1\n");

        errors.Select(error => (error.Row, error.Column, error.ColumnName)).ShouldBe([(2, 2, "fds"), (2, 3, "threads"), (3, 2, "fds"), (4, 0, "")]);
    }

    [Fact]
    public void Errors_are_bounded_and_the_last_line_says_so()
    {
        var errors = Csv.Errors("elapsed_s,fds\n" + string.Concat(Enumerable.Repeat("0,x\n", 1000)));

        errors.Count.ShouldBe(RecordingReader.MostErrors + 1);
        errors[^1].Problem.ShouldContain("first 20 errors");
    }

    [Fact]
    public void Text_from_the_file_can_not_move_the_cursor()
    {
        var said = Csv.Errors("elapsed_s,fds\n0,\u001b[2J\u202e\n").ShouldHaveSingleItem().ToString();

        said.ShouldNotContain('\u001b');
        said.ShouldNotContain('\u202e');
    }

    [Fact]
    public void Whatever_is_done_to_a_file_it_is_read_or_told_wrong_in_place()
    {
        const string Whole = "elapsed_s,requests_total,rss_bytes,fds\r\n0,0,1000,5\r\n1,\"10\",1000,5\r\n2,20,,5\r\n";
        var signs = Gen.Elements(',', '"', '\n', '\r', '-', '.', 'e', '9', ';', ' ', '\0', 'x', '\ud800');
        var change = from at in Gen.Choose(0, Whole.Length - 1) from length in Gen.Choose(0, 6) from sign in signs select (at, length, sign);
        var changes = change.ListOf().Select(list => list.Take(4).ToArray());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Arb.From(changes), edits =>
        {
            var text = edits.Aggregate(Whole, (now, edit) =>
            {
                var from = Math.Min(edit.at, now.Length);
                var to = Math.Min(from + edit.length, now.Length);
                return now[..from] + edit.sign + now[to..];
            });
            return Csv.Read(text) switch
            {
                RecordingResult.Valid valid => RecordedVerdicts.Judge(valid, Csv.File, DateTimeOffset.UnixEpoch).Resources.Count > 0,
                RecordingResult.Invalid invalid => invalid.Errors.Count > 0 && invalid.Errors.All(error => error.Row >= 1 && error.Remedy.Length > 0),
                _ => false,
            };
        }));
    }
}
