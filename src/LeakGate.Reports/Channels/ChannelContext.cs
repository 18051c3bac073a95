using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Formats;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;

namespace LeakGate.Reports.Channels;

/// <summary>What a channel is given beside the message.</summary>
public sealed record ChannelContext
{
    /// <summary>Its settings.</summary>
    public required NotifyPlan Plan { get; init; }

    /// <summary>Language of what is told about it.</summary>
    public required Language Language { get; init; }

    /// <summary>Value of an environment variable: what only the pipeline knows.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>For web services.</summary>
    public required HttpTransport Http { get; init; }

    /// <summary>For everything else that may have to be tried again.</summary>
    public required Retrying Retrying { get; init; }

    /// <summary>When it is sent, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The run; empty for a test.</summary>
    public string RunId { get; init; } = "";

    /// <summary>The targets, for whom the documents themselves are sent; empty for a test.</summary>
    public IReadOnlyList<ReportTarget> Targets { get; init; } = [];

    /// <summary>Branch; empty: not known.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Commit; empty: not known.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Names of what is told, for programs: leak, recovered, test …</summary>
    public IReadOnlyList<string> Occasions { get; init; } = [];

    /// <summary>The chart, as PNG.</summary>
    public MessagePicture? Picture { get; init; }

    /// <summary>The report as one HTML file; <see langword="null"/>: it was not written.</summary>
    public ReadOnlyMemory<byte>? Report { get; init; }

    /// <summary>Only change a message that is there, and make none.</summary>
    public bool OnlyUpdate { get; init; }
}

/// <summary>A picture.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Png">The picture.</param>
public sealed record MessagePicture(string Title, ReadOnlyMemory<byte> Png);
