using System.Runtime.InteropServices;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Display;

/// <summary>
/// A picture of all targets that run, redrawn in place four times a second while something runs. One target takes the whole screen, several share it.
/// When a target ends, its last picture stays if it is alone.
/// </summary>
internal sealed class LiveDisplay : IRunDisplay
{
    /// <summary>Time between two frames.</summary>
    public static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly DisplayTerminal _terminal;
    private readonly TimeProvider _time;
    private readonly DisplayWords _words;
    private readonly Glyphs _glyphs;
    private readonly LiveScreen _screen;
    private readonly List<LiveTarget> _targets = [];
    private readonly ITimer _timer;
    private readonly List<PosixSignalRegistration> _signals = [];
    private bool _disposed;

    public LiveDisplay(DisplayTerminal terminal, Language language, TimeProvider time)
    {
        _terminal = terminal;
        _time = time;
        _words = new DisplayWords(language);
        _glyphs = terminal.Unicode ? Glyphs.Unicode : Glyphs.Ascii;
        _screen = new LiveScreen(terminal);
        _timer = time.CreateTimer(_ => Redraw(), state: null, Frame, Frame);

        // Whoever cancels on these signals disposes the display later; but the process may also end at once, and then the cursor must be back.
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, _ => Release()));
        }

        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTSTP, context =>
        {
            context.Cancel = true;
            Suspend();
        }));
    }

    public void Begin(string target)
    {
        lock (_lock)
        {
            // The panels of an earlier round stay above; the new one begins below them.
            if (_targets.Count > 0 && _targets.TrueForAll(t => t.Run.Verdict is not null))
            {
                _screen.Commit(Picture());
                _targets.Clear();
            }

            _targets.RemoveAll(t => string.Equals(t.Name, target, StringComparison.Ordinal));
            _targets.Add(new LiveTarget(target, _time));
        }
    }

    public void Show(string target, RunRecord record)
    {
        lock (_lock)
        {
            Find(target).Apply(record);
        }
    }

    public void End(string target, VerdictDocument verdict)
    {
        lock (_lock)
        {
            Find(target).Run.End(verdict);
            Draw();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            if (_targets.Count > 0)
            {
                _screen.Commit([.. Picture(), new FrameLine(_glyphs, 1)]);
            }

            _screen.Dispose();
        }

        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    private void Redraw()
    {
        lock (_lock)
        {
            if (!_targets.TrueForAll(t => t.Run.Verdict is not null))
            {
                Draw();
            }
        }
    }

    private void Draw()
    {
        if (!_disposed && !_screen.IsLost)
        {
            _screen.Draw(Picture());
        }
    }

    private void Release()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _screen.Release();
            }
        }
    }

    /// <summary>The last frame stays above what the shell prints meanwhile; the next one begins below that.</summary>
    private void Suspend()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _screen.Release();
                _screen.Leave();
            }

            Suspension.Stop();
        }
    }

    private LiveTarget Find(string name)
    {
        var found = _targets.Find(t => string.Equals(t.Name, name, StringComparison.Ordinal));
        if (found is null)
        {
            _targets.Add(found = new LiveTarget(name, _time));
        }

        return found;
    }

    private IReadOnlyList<FrameLine> Picture()
    {
        // The last column stays free: some terminals break a line that fills it. The last row is the cursor's.
        var (columns, rows) = _terminal.Size();
        var width = Math.Max(1, columns - 1);
        var height = Math.Max(1, rows - 1);
        if (_targets.Count == 1)
        {
            return FullPanel.Draw(_targets[0].Run, _targets[0].Now, width, height, _glyphs, _words);
        }

        var lines = new List<FrameLine>();
        var each = Math.Max(2, height / _targets.Count);
        foreach (var target in _targets)
        {
            lines.AddRange(CompactPanel.Draw(target.Run, target.Now, width, each - 1, _glyphs, _words));
            lines.Add(new FrameLine(_glyphs, width));
        }

        return lines.Count > height ? lines.GetRange(0, height) : lines;
    }
}
