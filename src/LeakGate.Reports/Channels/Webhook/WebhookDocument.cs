using LeakGate.Runs;

namespace LeakGate.Reports.Channels.Webhook;

/// <summary>What a webhook is sent.</summary>
internal sealed record WebhookDocument
{
    public string Schema { get; init; } = "leakgate.notification/1";

    /// <summary>When it was composed, UTC: signed along, so that an old one can be refused.</summary>
    public required DateTimeOffset Sent { get; init; }

    /// <summary>leak, regression, recovered, inconclusive, failed, always, test.</summary>
    public required IReadOnlyList<string> Occasions { get; init; }

    public required string RunId { get; init; }

    public required string Branch { get; init; }

    public required string Commit { get; init; }

    public required string Headline { get; init; }

    public string? ReportUrl { get; init; }

    /// <summary>The verdict documents, one per target.</summary>
    public required IReadOnlyList<VerdictDocument> Targets { get; init; }

    /// <summary>What was left out to keep the size: explanation, evidence; empty: nothing.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
