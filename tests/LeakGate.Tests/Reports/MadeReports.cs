using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Tests.Display;

namespace LeakGate.Tests.Reports;

/// <summary>What formats are given in tests: made-up runs with made-up verdicts, whole, hostile or without records.</summary>
internal static class MadeReports
{
    /// <summary>Names that break a format which does not escape them.</summary>
    public static IReadOnlyList<string> HostileNames { get; } =
    [
        "<script>alert(1)</script>",
        "]]><b>x</b>",
        "line\none\r\ntwo",
        "**bold** | `code` [link](javascript:alert(1)) ::error::x %0A ##teamcity[x|'n]",
        "\"quoted\" 'single' & {label=\"x\"} \\ back",
        "emoji 🧨👩‍👩‍👧 tab\t",
        "\u202eright to left\u2066 \u05e9\u05dc\u05d5\u05dd",
        "zero\0bell\u0007escape\u001b[31mred lone\ud800",
        new string('x', 10_000),
    ];

    public static ReportInput Leaky(Language language = Language.English) => Of(language, [Target(MadeVerdicts.Leaky())]);

    public static ReportInput Clean(Language language = Language.English) => Of(language, [Target(MadeVerdicts.Clean())]);

    public static ReportInput Inconclusive(Language language = Language.English) => Of(language, [Target(MadeVerdicts.Inconclusive())]);

    public static ReportInput Failed(Language language = Language.English) => Of(language, [Target(MadeVerdicts.Failed())]);

    /// <summary>A leaking, a clean, an undecided and a failed target of one run.</summary>
    public static ReportInput Several(Language language = Language.English) => Of(
        language,
        [Target(MadeVerdicts.Leaky("leaky")), Target(MadeVerdicts.Clean("healthy")), Target(MadeVerdicts.Inconclusive("slow")), Target(MadeVerdicts.Failed("broken"))]);

    /// <summary>The name stands wherever a target's words can stand: target, requests, evidence, events, errors, log, environment.</summary>
    public static ReportInput Hostile(string name, Language language = Language.English)
    {
        var verdict = MadeVerdicts.Leaky(name) with
        {
            ReasonText = name,
            LastOutput = [name],
            Remarks = [name],
            Findings =
            [
                .. MadeVerdicts.Leaky(name).Findings.Select(finding => finding with
                {
                    Summary = name,
                    Requests = [.. finding.Requests.Select(request => request with { Request = name })],
                    Evidence = [.. finding.Evidence.Select(evidence => evidence with { Name = name })],
                }),
            ],
        };
        var records = RecordedShop.Records(name).Select(record => record switch
        {
            HeaderRecord header => header with
            {
                Source = name,
                Url = name,
                Requests = [.. header.Requests.Select((_, index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{index} {name}"))],
                Environment = new Dictionary<string, string> { [name] = name },
            },
            EventRecord told => told with { Text = name, Data = new Dictionary<string, string> { ["x"] = name } },
            StageRecord stage => stage with { Note = name },
            BlockRecord block => block with
            {
                Errors = new Dictionary<string, long> { [name] = 3 },
                Details = new Dictionary<string, IReadOnlyDictionary<string, long>> { ["fds"] = new Dictionary<string, long> { [name] = 7 } },
                Gaps = new Dictionary<string, string> { ["threads"] = name },
            },
            _ => record,
        }).ToList();
        return Of(language, [new ReportTarget(new RecordedRun((HeaderRecord)records[0], records, null), verdict, [name], [])]);
    }

    public static ReportTarget Target(VerdictDocument verdict)
    {
        var records = RecordedShop.Records(verdict.Target).ToList();
        return new ReportTarget(new RecordedRun((HeaderRecord)records[0], records, null), verdict, ["listening on 127.0.0.1:5000", "ready"], []);
    }

    public static ReportInput Of(Language language, IReadOnlyList<ReportTarget> targets) => new()
    {
        Targets = targets,
        Language = language,
        Version = "0.1.0",
        Written = new DateTimeOffset(2026, 11, 22, 10, 15, 30, TimeSpan.Zero),
    };

    /// <summary>The text of the one file with that path.</summary>
    public static string Text(IReportFormat format, ReportInput input, string path) =>
        System.Text.Encoding.UTF8.GetString(format.Write(input).Single(file => file.Path == path).Content.Span);
}
