namespace LeakGate.Reports.Channels;

/// <summary>What became of one channel for one run.</summary>
public sealed record ChannelOutcome
{
    /// <summary>Name of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>sent, failed, quiet (its rules have nothing to tell) or absent (it has nothing to do here).</summary>
    public required string State { get; init; }

    /// <summary>Where to, secrets masked.</summary>
    public string? Where { get; init; }

    /// <summary>Why it failed or is absent, or what else is to be told; secrets masked.</summary>
    public string? Detail { get; init; }

    /// <summary>Attempts that were made.</summary>
    public int Attempts { get; init; }

    /// <summary>From the first attempt to the end.</summary>
    public double Seconds { get; init; }

    /// <summary>What was told: leak, recovered … with target and key.</summary>
    public IReadOnlyList<ToldEntry> Told { get; init; } = [];

    /// <summary>Known news that was only counted.</summary>
    public int Counted { get; init; }
}

/// <summary>One thing that was told.</summary>
public sealed record ToldEntry(string Occasion, string Target, string Key);

/// <summary>The file <c>notifications.json</c> in the folder of a run.</summary>
public sealed record NotificationsDocument
{
    /// <summary>Version of the format.</summary>
    public string Schema { get; init; } = "leakgate.notifications/1";

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>Branch; empty: not known.</summary>
    public required string Branch { get; init; }

    /// <summary>One per configured channel.</summary>
    public required IReadOnlyList<ChannelOutcome> Channels { get; init; }
}
