using System.Diagnostics;
using System.Globalization;
using LeakGate.EndToEnd.Targets;
using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Runs;

/// <summary>How the tool ended.</summary>
/// <param name="Code">Exit code; for a signal 128 and its number.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ToolEnd(int Code, string Output, string Error)
{
    /// <summary>Everything it said, for the message of a failed test.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exit {Code}\n{Error}\n{Output}");
}

/// <summary>
/// The real tool as a child process. Whatever it starts inherits a mark, so that nothing of it can hide; disposing ends it,
/// and the keepers end the rest.
/// </summary>
internal sealed class LeakGateProcess : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task<string> _output;
    private readonly Task _error;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LeakGateProcess(string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments, bool deaf = false)
    {
        // What a shell starts in the background ignores SIGINT, and so does all that it starts: the tests must not depend on that.
        string[] command = ["env", deaf ? "--ignore-signal=INT" : "--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "leakgate.dll")];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Private servers and English whatever the machine of the tests is set to.
        foreach (var name in new[] { "LEAKGATE_POSTGRES", "LEAKGATE_REDIS" })
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in Marked.Environment.Concat(environment))
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = ReadLinesAsync();
    }

    /// <summary>Finds everything that it started.</summary>
    public MarkedProcesses Marked { get; } = new();

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static LeakGateProcess Start(string folder, params string[] arguments) => new(folder, new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <summary>Starts it with variables beside those of the tests.</summary>
    public static LeakGateProcess StartWith(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(folder, environment, arguments);

    /// <summary>Starts it as a shell starts it in the background: SIGINT is ignored.</summary>
    public static LeakGateProcess StartDeaf(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(folder, environment, arguments, deaf: true);

    /// <summary>Runs it to its end.</summary>
    public static async Task<ToolEnd> RunAsync(string folder, params string[] arguments)
    {
        await using var tool = Start(folder, arguments);
        return await tool.EndAsync();
    }

    /// <summary>Runs it to its end with some variables set.</summary>
    public static async Task<ToolEnd> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var tool = new LeakGateProcess(folder, environment, arguments);
        return await tool.EndAsync();
    }

    /// <summary>Waits until a line of its standard error holds a text.</summary>
    public async Task SaysAsync(string text)
    {
        while (true)
        {
            Task more;
            lock (_lines)
            {
                if (_lines.Exists(line => line.Contains(text, StringComparison.Ordinal)))
                {
                    return;
                }

                more = _more.Task;
            }

            _error.IsCompleted.ShouldBeFalse($"It ended and never said \"{text}\":\n{Error}");
            await more.WaitAsync(Longest, Cancel);
        }
    }

    /// <summary>Sends a signal to the tool alone.</summary>
    public void Signal(int signal) => LinuxCalls.Kill(Id, signal).ShouldBe(0);

    /// <summary>Waits for its end.</summary>
    public async Task<ToolEnd> EndAsync()
    {
        await _process.WaitForExitAsync(Cancel).WaitAsync(Longest, Cancel);
        await _error.WaitAsync(Longest, Cancel);
        return new ToolEnd(_process.ExitCode, await _output.WaitAsync(Longest, Cancel), Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await Marked.ShouldBecomeAsync(0);
        _process.Dispose();
    }

    private string Error
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    private async Task ReadLinesAsync()
    {
        bool goOn;
        do
        {
            var line = await _process.StandardError.ReadLineAsync(CancellationToken.None);
            goOn = line is not null;
            TaskCompletionSource told;
            lock (_lines)
            {
                if (line is not null)
                {
                    _lines.Add(line);
                }

                (told, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            told.SetResult();
        }
        while (goOn);
    }
}
