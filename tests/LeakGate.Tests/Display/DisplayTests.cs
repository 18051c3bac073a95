using System.Globalization;
using LeakGate.Cli.Display;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Tests.Reports;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Display;

public sealed class DisplayTests
{
    private const string FrameBegin = "\u001b[?2026h";

    [Fact]
    public async Task The_cursor_is_hidden_while_it_is_drawn_and_shown_at_the_end()
    {
        await using var writer = new StringWriter();
        var time = new FakeTimeProvider();
        await using (var display = new LiveDisplay(Terminal(writer), Language.English, time))
        {
            Play(display, "shop");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var text = writer.ToString();
        text.LastIndexOf("\u001b[?25h", StringComparison.Ordinal).ShouldBeGreaterThan(text.LastIndexOf("\u001b[?25l", StringComparison.Ordinal));
        text.LastIndexOf("\u001b[?2026l", StringComparison.Ordinal).ShouldBeGreaterThan(text.LastIndexOf(FrameBegin, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Records_alone_draw_nothing_and_time_draws_four_frames_a_second()
    {
        await using var writer = new StringWriter();
        var time = new FakeTimeProvider();
        await using var display = new LiveDisplay(Terminal(writer), Language.English, time);
        display.Begin("shop");
        foreach (var record in RecordedShop.Records("shop"))
        {
            display.Show("shop", record);
        }

        Frames(writer).ShouldBe(0);
        for (var i = 0; i < 10; i++)
        {
            time.Advance(LiveDisplay.Frame);
        }

        Frames(writer).ShouldBe(10);
        LiveDisplay.Frame.ShouldBe(TimeSpan.FromSeconds(0.25));
    }

    [Fact]
    public async Task After_a_resize_the_rows_that_stand_are_counted_with_the_new_width()
    {
        await using var writer = new StringWriter();
        var time = new FakeTimeProvider();
        var size = (Columns: 80, Rows: 24);
        await using var display = new LiveDisplay(Terminal(writer) with { Size = () => size }, Language.English, time);
        display.Begin("shop");
        time.Advance(LiveDisplay.Frame);
        var wide = writer.ToString();
        var lines = wide.Count(c => c == '\n');
        writer.GetStringBuilder().Clear();
        size = (40, 24);
        time.Advance(LiveDisplay.Frame);

        // The bar of 78 columns takes two rows now, the checklist lines still one each.
        writer.ToString().ShouldContain(string.Create(CultureInfo.InvariantCulture, $"\u001b[{lines + 2}A"));
    }

    [Fact]
    public async Task A_terminal_that_goes_away_does_not_end_the_run()
    {
        await using var writer = new BrokenWriter();
        var time = new FakeTimeProvider();
        var display = new LiveDisplay(Terminal(writer), Language.English, time);
        Play(display, "shop");
        time.Advance(TimeSpan.FromSeconds(1));
        await Should.NotThrowAsync(async () => await display.DisposeAsync());
        writer.Tried.ShouldBe(1);

        await using var plainWriter = new BrokenWriter();
        await using var plain = new PlainDisplay(plainWriter, Language.English);
        Should.NotThrow(() => Play(plain, "shop"));
        plainWriter.Tried.ShouldBe(1);
    }

    [Fact]
    public async Task Plain_lines_carry_time_and_target_and_no_control_character()
    {
        await using var writer = new StringWriter();
        await using var display = new PlainDisplay(writer, Language.English);
        display.Begin("shop");
        foreach (var record in RecordedShop.Records("shop"))
        {
            display.Show("shop", record);
        }

        display.Show("shop", new EventRecord { At = TimeSpan.FromSeconds(70), Level = "warning", Code = "probe_lost", Text = "a\u001b[2Jb\r\nc" });
        display.End("shop", MadeVerdicts.Leaky());
        var lines = writer.ToString().TrimEnd('\n').Split('\n');
        lines.ShouldAllBe(l => l.Contains(" s  shop  ", StringComparison.Ordinal) && !l.Any(char.IsControl));
        lines.Count(l => l.Contains(" requests, none failed, ", StringComparison.Ordinal)).ShouldBe(RecordedShop.Records("shop").Count(r => r is BlockRecord));
        lines.ShouldContain("    70.0 s  shop  warning [probe_lost]: a�[2Jb��c");
        lines[^1].ShouldStartWith("    71.2 s  shop  verdict: shop leaks in four places;");
    }

    [Fact]
    public void Plain_lines_are_the_same_every_time()
    {
        Snapshot.Matches("plain.en", () => PlainText(Language.English));
        Snapshot.Matches("plain.ru", () => PlainText(Language.Russian));
    }

    [Theory]
    [InlineData(true, true, null, "xterm", typeof(QuietDisplay))]
    [InlineData(false, true, null, "xterm", typeof(LiveDisplay))]
    [InlineData(false, true, "true", "xterm", typeof(PlainDisplay))]
    [InlineData(false, true, "false", "xterm", typeof(LiveDisplay))]
    [InlineData(false, true, null, "dumb", typeof(PlainDisplay))]
    [InlineData(false, true, null, null, typeof(PlainDisplay))]
    [InlineData(false, false, null, "xterm", typeof(PlainDisplay))]
    public async Task The_place_decides_how_it_is_shown(bool quiet, bool isTerminal, string? ci, string? term, Type expected)
    {
        var terminal = DisplayTerminal.Of(TextWriter.Null, isTerminal, Environment(("CI", ci), ("TERM", term)), () => (80, 24));
        await using var display = RunDisplays.Create(quiet, Language.English, terminal, new FakeTimeProvider());
        display.ShouldBeOfType(expected);
    }

    [Fact]
    public void NO_COLOR_takes_the_colour_and_a_foreign_charset_the_signs()
    {
        DisplayTerminal.Of(TextWriter.Null, true, Environment(("TERM", "xterm"), ("NO_COLOR", "1")), () => (80, 24)).Colour.ShouldBeFalse();
        DisplayTerminal.Of(TextWriter.Null, true, Environment(("TERM", "xterm"), ("NO_COLOR", "")), () => (80, 24)).Colour.ShouldBeTrue();
        DisplayTerminal.Of(TextWriter.Null, true, Environment(("TERM", "xterm"), ("LANG", "ru_RU.KOI8-R")), () => (80, 24)).Unicode.ShouldBeFalse();
        DisplayTerminal.Of(TextWriter.Null, true, Environment(("TERM", "xterm"), ("LANG", "ru_RU.UTF-8")), () => (80, 24)).Unicode.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_colour_the_picture_still_moves_but_carries_none()
    {
        await using var writer = new StringWriter();
        var time = new FakeTimeProvider();
        await using (var display = new LiveDisplay(Terminal(writer) with { Colour = false }, Language.English, time))
        {
            Play(display, "shop");
        }

        writer.ToString().ShouldNotMatch("\u001b\\[[0-9;]*m");
    }

    [Fact]
    public async Task Several_targets_share_the_screen()
    {
        await using var writer = new StringWriter();
        var time = new FakeTimeProvider();
        await using var display = new LiveDisplay(Terminal(writer), Language.English, time);
        foreach (var target in new[] { "leaky", "healthy", "third" })
        {
            display.Begin(target);
            foreach (var record in RecordedShop.Records(target))
            {
                display.Show(target, record);
            }
        }

        time.Advance(LiveDisplay.Frame);
        var text = writer.ToString();
        text.Count(c => c == '\n').ShouldBeLessThan(24);
        text.ShouldContain("leaky");
        text.ShouldContain("healthy");
        text.ShouldContain("third");
    }

    private static string PlainText(Language language)
    {
        using var writer = new StringWriter();
        Play(new PlainDisplay(writer, language), "shop");
        return writer.ToString();
    }

    private static void Play(IRunDisplay display, string target)
    {
        display.Begin(target);
        foreach (var record in RecordedShop.Records(target))
        {
            display.Show(target, record);
        }

        display.End(target, MadeVerdicts.Leaky(target));
    }

    private static int Frames(StringWriter writer) => writer.ToString().Split(FrameBegin).Length - 1;

    private static DisplayTerminal Terminal(TextWriter writer) => new(writer, Live: true, Colour: true, Unicode: true, () => (80, 24));

    private static Func<string, string?> Environment(params (string Name, string? Value)[] values) =>
        name => Array.Find(values, v => string.Equals(v.Name, name, StringComparison.Ordinal)).Value;

    private sealed class BrokenWriter : StringWriter
    {
        public int Tried { get; private set; }

        public override void Write(string? value)
        {
            Tried++;
            throw new IOException("The terminal is gone.");
        }
    }
}
