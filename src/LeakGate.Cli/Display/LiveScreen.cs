using System.Globalization;
using System.Text;
using Spectre.Console;

namespace LeakGate.Cli.Display;

/// <summary>
/// A block of lines at the bottom of a terminal that is drawn again in place. Spectre's own live display counts on a terminal that keeps its
/// size: when the window gets narrower, the terminal breaks the lines that stand there, and the next frame lands in the wrong place. Here the
/// rows that the last frame takes are counted anew with the width of now. Not thread-safe.
/// </summary>
internal sealed class LiveScreen : IDisposable
{
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";
    private const string ClearBelow = "\u001b[J";
    private const string ClearRight = "\u001b[K";

    // Synchronized output (mode 2026): terminals that know it show a frame whole, the others ignore it.
    private const string BeginFrame = "\u001b[?2026h";
    private const string EndFrame = "\u001b[?2026l";

    private readonly DisplayTerminal _terminal;
    private readonly IAnsiConsole _console;
    private readonly StringWriter _frame = new(CultureInfo.InvariantCulture);
    private List<int> _widths = [];
    private bool _hidden;

    public LiveScreen(DisplayTerminal terminal)
    {
        _terminal = terminal;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = terminal.Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new FrameOutput(_frame),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }

    /// <summary>Whether the terminal went away: nothing is written any more.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Replaces what stands. Lines are at most as wide, and as many, as the terminal is, less one.</summary>
    public void Draw(IReadOnlyList<FrameLine> lines)
    {
        var text = new StringBuilder(BeginFrame);
        if (!_hidden)
        {
            text.Append(HideCursor);
            _hidden = true;
        }

        text.Append(BackToTop());
        foreach (var line in lines)
        {
            text.Append(Render(line)).Append(ClearRight).Append('\n');
        }

        _widths = [.. lines.Select(l => l.Used)];
        Write(text.Append(ClearBelow).Append(EndFrame).ToString());
    }

    /// <summary>Replaces what stands by these lines and leaves them: the next frame begins below.</summary>
    public void Commit(IReadOnlyList<FrameLine> lines)
    {
        Draw(lines);
        Leave();
    }

    /// <summary>Leaves what stands: the next frame begins where the cursor is then.</summary>
    public void Leave() => _widths = [];

    /// <summary>The cursor is shown again, below the last frame.</summary>
    public void Dispose()
    {
        if (_hidden)
        {
            _hidden = false;
            Write(ShowCursor);
        }

        _frame.Dispose();
    }

    /// <summary>Shows the cursor, from a signal that may end the process at once.</summary>
    public void Release()
    {
        _hidden = false;
        Write(ShowCursor);
    }

    private string BackToTop()
    {
        var columns = Math.Max(1, _terminal.Size().Columns);
        var rows = _widths.Sum(width => Math.Max(1, (width + columns - 1) / columns));
        return rows == 0 ? "\r" : string.Create(CultureInfo.InvariantCulture, $"\r\u001b[{rows}A");
    }

    private string Render(FrameLine line)
    {
        if (!_terminal.Colour)
        {
            return line.ToString();
        }

        _frame.GetStringBuilder().Clear();
        _console.Write(line.Render());
        return _frame.ToString();
    }

    private void Write(string text)
    {
        if (IsLost)
        {
            return;
        }

        try
        {
            _terminal.Writer.Write(text);
            _terminal.Writer.Flush();
        }
        catch (IOException)
        {
            // The terminal was closed: the run matters more than its display, so go on without one.
            IsLost = true;
        }
    }

    /// <summary>Lines are cut before they come here, so Spectre must not break them: it is told of a very wide terminal.</summary>
    private sealed class FrameOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => 10_000;

        public int Height => 1_000;

        public void SetEncoding(Encoding encoding)
        {
            // The frame is text; the terminal's writer encodes it.
        }
    }
}
