using System.Net;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Runs.Viewing;

namespace LeakGate.Server;

/// <summary>How to serve.</summary>
public sealed record ServerOptions
{
    /// <summary>Port when none is given.</summary>
    public const int DefaultPort = 5555;

    /// <summary>Absolute folder of the project: the history and what the server keeps are in its <c>.leakgate</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>Absolute path of the configuration whose targets may be started; it is read anew for every question.</summary>
    public required string ConfigurationFile { get; init; }

    /// <summary>Absolute folder of the run folders.</summary>
    public required string RunsFolder { get; init; }

    /// <summary>Address to listen on; default 127.0.0.1. Any other than loopback needs a <see cref="Token"/>.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>Port; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>What callers have to show; <see langword="null"/>: nothing, which only loopback allows.</summary>
    public Secret? Token { get; init; }

    /// <summary>Whether commands, and programs that run already, may be started on beside the targets of the configuration.</summary>
    public bool AllowCommands { get; init; }

    /// <summary>Most runs at once, at least 1; the others wait.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Language of messages about the configuration.</summary>
    public Language Language { get; init; }

    /// <summary>Version of this LeakGate.</summary>
    public required string Version { get; init; }

    /// <summary>The program and first words that start this LeakGate again.</summary>
    public required (string File, IReadOnlyList<string> Prefix) Self { get; init; }

    /// <summary>Gives the value of an environment variable, or <see langword="null"/>.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>What runs on this machine.</summary>
    public required IMachine Machine { get; init; }

    /// <summary>Words the report document of a judged run, given the folders of its targets; <see langword="null"/>: documents come without words.</summary>
    public Func<IReadOnlyList<RunFolder>, ReportDocument>? Worded { get; init; }

    /// <summary>Sends a marked test to a channel; <see langword="null"/>: this server sends nothing.</summary>
    public Func<NotifyPlan, CancellationToken, Task<ChannelTest>>? TestChannel { get; init; }

    /// <summary>Words what happened in a run; <see langword="null"/>: it is shown in the English that was recorded.</summary>
    public Func<EventRecord, Language, string>? EventWords { get; init; }

    /// <summary>Most bytes of one pushed run; default 256 MiB.</summary>
    public long MostPushedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Folder of what the server itself keeps: queue, uploads, audit log.</summary>
    public string OwnFolder => Path.Combine(Folder, ".leakgate", "server");
}
