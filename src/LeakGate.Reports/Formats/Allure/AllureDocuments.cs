using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeakGate.Reports.Formats.Allure;

/// <summary>A test result, with the keys that Allure 2 and 3 read.</summary>
internal sealed record AllureResult
{
    public required string Uuid { get; init; }

    public required string HistoryId { get; init; }

    public required string TestCaseId { get; init; }

    public required string FullName { get; init; }

    public required string Name { get; init; }

    public required string DescriptionHtml { get; init; }

    public required string Status { get; init; }

    public required AllureDetails StatusDetails { get; init; }

    public string Stage { get; init; } = "finished";

    public required long Start { get; init; }

    public required long Stop { get; init; }

    public required IReadOnlyList<AllureLabel> Labels { get; init; }

    public required IReadOnlyList<AllureLink> Links { get; init; }

    public required IReadOnlyList<AllureParameter> Parameters { get; init; }

    public required IReadOnlyList<AllureStep> Steps { get; init; }

    public required IReadOnlyList<AllureAttachment> Attachments { get; init; }
}

/// <summary>Why a result is what it is.</summary>
internal sealed record AllureDetails(string? Message, string? Trace, bool Known, bool Flaky = false, bool Muted = false);

internal sealed record AllureLabel(string Name, string Value);

internal sealed record AllureLink(string Name, string Url, string Type);

/// <summary>A parameter; one that varies from run to run is excluded, so that it does not break the history.</summary>
internal sealed record AllureParameter(string Name, string Value, bool Excluded);

internal sealed record AllureStep(string Name, string Status, long Start, long Stop)
{
    public string Stage { get; init; } = "finished";
}

internal sealed record AllureAttachment(string Name, string Source, string Type);

/// <summary>A group of results in the report.</summary>
internal sealed record AllureCategory(string Name, IReadOnlyList<string> MatchedStatuses, string? MessageRegex);

/// <summary>Who ran the tests.</summary>
internal sealed record AllureExecutor(
    string Name, string Type, string BuildName, long? BuildOrder = null, string? Url = null, string? BuildUrl = null, string ReportName = "LeakGate");

/// <summary>How Allure's files are written.</summary>
internal static class AllureJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        WriteIndented = true,
    };

    public static byte[] Of<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, Options);
}
