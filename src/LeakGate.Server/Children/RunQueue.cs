using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LeakGate.Runs;

namespace LeakGate.Server.Children;

/// <summary>
/// Runs that were asked for: so many at once, the others wait. Each is a file before it is promised, so a server that was killed goes
/// on where it stood; runs that live are adopted. Thread safe.
/// </summary>
internal sealed class RunQueue : IAsyncDisposable
{
    /// <summary>Ended runs that are still told of.</summary>
    private const int MostEnded = 200;

    /// <summary>Runs that may wait.</summary>
    public const int MostWaiting = 100;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a run may take to end in order before it is told to end at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, QueuedRun> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Process> _children = new(StringComparer.Ordinal);
    private readonly ServerOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<string> _tell;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    public RunQueue(ServerOptions options, TimeProvider time, Action<string> tell)
    {
        (_options, _time, _tell) = (options, time, tell);
        Folder = Path.Combine(options.OwnFolder, "queue");
        Directory.CreateDirectory(Folder);
        foreach (string file in Directory.EnumerateFiles(Folder, "*.json"))
        {
            QueuedRun run = JsonSerializer.Deserialize<QueuedRun>(File.ReadAllBytes(file), RunJson.Line)
                ?? throw new InvalidDataException($"{file} is empty.");
            _runs[run.RunId] = run;
        }

        _loop = Task.Run(LoopAsync);
    }

    private string Folder { get; }

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<QueuedRun> All()
    {
        lock (_gate)
        {
            return [.. _runs.Values.Reverse()];
        }
    }

    /// <summary>One of them; <see langword="null"/>: the server was not asked for it, or it ended long ago.</summary>
    public QueuedRun? Find(string runId)
    {
        lock (_gate)
        {
            return _runs.GetValueOrDefault(runId);
        }
    }

    /// <summary>What a run printed so far; <see langword="null"/>: nothing.</summary>
    public string? OutputFile(string runId) => FileOf(runId, DetachedRun.OutputEnding) is var file && File.Exists(file) ? file : null;

    /// <summary>Puts a run at the end of the queue; it is on disk when this returns.</summary>
    /// <returns><see langword="null"/>: too many wait already.</returns>
    public QueuedRun? Add(StartWords start)
    {
        lock (_gate)
        {
            if (_runs.Values.Count(run => run.State == QueueState.Queued) >= MostWaiting)
            {
                return null;
            }

            DateTimeOffset now = _time.GetUtcNow();
            string id;
            do
            {
                id = RunFolder.NewId(now);
            }
            while (_runs.ContainsKey(id) || Directory.Exists(Path.Combine(_options.RunsFolder, id)));

            return Keep(new QueuedRun { RunId = id, Words = start.Words, Targets = start.Targets, Profile = start.Profile, Asked = now });
        }
    }

    /// <summary>Asks a run to end, or takes it out of the queue.</summary>
    /// <returns>What became of it; <see langword="null"/>: there is no such run.</returns>
    public QueuedRun? Stop(string runId)
    {
        lock (_gate)
        {
            DateTimeOffset now = _time.GetUtcNow();
            return _runs.GetValueOrDefault(runId) switch
            {
                null => null,
                { State: QueueState.Queued } waiting => Keep(waiting with { State = QueueState.Ended, Ended = now, StopAsked = now }),
                { State: QueueState.Running } running => Keep(running with { State = QueueState.Stopping, StopAsked = now }),
                var other => other,
            };
        }
    }

    /// <summary>Ends the watching; the runs go on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        foreach (Process child in _children.Values)
        {
            child.Dispose();
        }

        _end.Dispose();
    }

    private async Task LoopAsync()
    {
        using PeriodicTimer timer = new(Tick, _time);
        try
        {
            do
            {
                try
                {
                    Advance();
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException)
                {
                    _tell($"queue: {fault.Message}");
                }
            }
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    private void Advance()
    {
        lock (_gate)
        {
            foreach (QueuedRun run in _runs.Values.Where(run => run.State is QueueState.Running or QueueState.Stopping).ToList())
            {
                Watch(run);
            }

            int running = _runs.Values.Count(run => run.State is QueueState.Running or QueueState.Stopping);
            foreach (QueuedRun run in _runs.Values.Where(run => run.State == QueueState.Queued).OrderBy(run => run.Asked).Take(Math.Max(0, _options.Parallel - running)).ToList())
            {
                Keep(run with { State = QueueState.Running, Started = _time.GetUtcNow() });
                Start(run);
            }

            foreach (QueuedRun old in _runs.Values.Where(run => run.State == QueueState.Ended).OrderByDescending(run => run.Ended).Skip(MostEnded).ToList())
            {
                _runs.Remove(old.RunId);
                foreach (string file in Directory.GetFiles(Folder, old.RunId + ".*"))
                {
                    File.Delete(file);
                }
            }
        }
    }

    private void Watch(QueuedRun run)
    {
        string exit = FileOf(run.RunId, DetachedRun.ExitEnding);
        RunClaim? claim = RunClaim.Read(FileOf(run.RunId, DetachedRun.ClaimEnding));
        bool child = _children.TryGetValue(run.RunId, out Process? process) && !process.HasExited;
        if (claim is null && !child)
        {
            // Begun by a server that was killed, or it ended before it could begin; whoever takes the claim first carries it out.
            if (run.State == QueueState.Stopping || process is not null)
            {
                End(run, null);
                return;
            }

            Start(run);
            return;
        }

        if (File.Exists(exit))
        {
            End(run, int.Parse(File.ReadAllText(exit), CultureInfo.InvariantCulture));
        }
        else if (claim?.IsAlive() == false)
        {
            // The code may have been written between the two looks.
            End(run, File.Exists(exit) ? int.Parse(File.ReadAllText(exit), CultureInfo.InvariantCulture) : null);
        }
        else if (run.State == QueueState.Stopping && claim is not null)
        {
            Signal(run, claim);
        }
    }

    private void Signal(QueuedRun run, RunClaim claim)
    {
        string told = FileOf(run.RunId, ".stop");
        bool first = !File.Exists(told);
        if (first)
        {
            File.WriteAllText(told, "");
        }

        // Not SIGINT: a server that a shell has put in the background ignores it, and so do its runs. A second one ends it at once.
        if (first || _time.GetUtcNow() - run.StopAsked > Patience)
        {
            _ = ProcessCalls.Kill(claim.ProcessId, ProcessCalls.Terminate);
        }
    }

    private void Start(QueuedRun run)
    {
        ProcessStartInfo start = new(_options.Self.File, [.. _options.Self.Prefix, DetachedRun.Verb, FileOf(run.RunId, ""), .. run.Words])
        {
            WorkingDirectory = _options.Folder,
            UseShellExecute = false,
        };
        start.Environment["LEAKGATE_RUN_ID"] = run.RunId;
        start.Environment.Remove("LEAKGATE_TOKEN");
        _children[run.RunId] = Process.Start(start) ?? throw new InvalidOperationException("The run was not started.");
    }

    private void End(QueuedRun run, int? code)
    {
        if (_children.Remove(run.RunId, out Process? process))
        {
            process.Dispose();
        }

        Keep(run with { State = QueueState.Ended, Ended = _time.GetUtcNow(), ExitCode = code });
    }

    private QueuedRun Keep(QueuedRun run)
    {
        RunFolder.WriteWhole(FileOf(run.RunId, ".json"), JsonSerializer.SerializeToUtf8Bytes(run, RunJson.Line));
        _runs[run.RunId] = run;
        return run;
    }

    private string FileOf(string runId, string ending) => Path.Combine(Folder, runId + ending);
}
