using System.Globalization;

namespace LeakGate.Observation.Targets;

/// <summary>How a target ended.</summary>
/// <param name="Code">Exit code, 0 to 255; <see langword="null"/> when a signal ended it, it was not started, or it was only attached to. Of a container 128 and the number of the signal.</param>
/// <param name="Signal">Number of the signal that ended it.</param>
/// <param name="Error">Why it could not be started, or why its end is not known; for a person.</param>
public sealed record TargetExit(int? Code, int? Signal, string? Error)
{
    /// <summary>LeakGate itself had asked it to end.</summary>
    public bool Requested { get; init; }

    /// <summary>
    /// It was killed while the kernel's count of processes killed for lack of memory (<c>oom_kill</c> in <c>/proc/vmstat</c>) rose.
    /// The count is the machine's: another process may have been the one. Of a container its engine tells it: the kernel killed a
    /// process of it, not always the first.
    /// </summary>
    public bool OutOfMemory { get; init; }

    /// <summary>In words: <c>exited with code 3</c>, <c>was killed by SIGKILL</c>.</summary>
    public override string ToString() => this switch
    {
        { Error: { } error } => error,
        { OutOfMemory: true, Code: { } code } => string.Create(CultureInfo.InvariantCulture, $"exited with code {code}, and the kernel had killed a process of it for lack of memory"),
        { OutOfMemory: true } => "was killed by SIGKILL while the kernel was out of memory",
        { Signal: { } signal } => $"was killed by {NameOf(signal)}",
        { Code: { } code } => string.Create(CultureInfo.InvariantCulture, $"exited with code {code}"),
        _ => "ended",
    };

    private static string NameOf(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
    };
}
