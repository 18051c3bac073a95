using LeakGate.Reports.Channels;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Reports.Channels.Rules;
using LeakGate.Reports.Formats;
using LeakGate.Runs;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using Microsoft.Extensions.Time.Testing;

namespace LeakGate.Tests.Reports.Channels;

/// <summary>Messages of made-up runs, and what channels are given beside them.</summary>
internal static class MadeMessages
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 15, 30, TimeSpan.Zero);

    public static readonly Uri Report = new("https://ci.example.com/runs/20261122-101402-ab12/report.html?a=1&b=2");

    /// <summary>A leaking service that must not leak, beside a clean, an undecided and a failed one.</summary>
    public static ReportInput Night(Language language = Language.English) => MadeReports.Of(language,
    [
        MadeReports.Target(MadeVerdicts.Leaky("shop") with { Expect = "clean" }), Curved(MadeVerdicts.Clean("cart"), _ => 0),
        Curved(MadeVerdicts.Inconclusive("search"), block => 3 * Math.Sqrt(block)), Curved(MadeVerdicts.Failed("mailer"), null),
    ]);

    /// <summary>A target whose floors are those of the made-up shop's first block and so much growth of a block more; without growth, one that has no blocks.</summary>
    private static ReportTarget Curved(VerdictDocument verdict, Func<int, double>? growth)
    {
        var target = MadeReports.Target(verdict);
        var first = target.Run.Blocks.First().Floors;
        var second = target.Run.Blocks.Skip(1).First().Floors;
        List<RunRecord> records =
        [
            .. target.Run.Records.Where(record => growth is not null || record is HeaderRecord).Select(record => record is BlockRecord block
                ? block with { Floors = block.Floors.Keys.ToDictionary(column => column, column => first[column] + ((second[column] - first[column]) * growth!(block.Index))) }
                : record),
        ];
        return target with { Run = new RecordedRun(target.Run.Header, records, null) };
    }

    /// <summary>500 findings in 50 targets, each with long names.</summary>
    public static ReportInput Five_hundred(Language language = Language.English) => MadeReports.Of(
        language,
        [.. Enumerable.Range(0, 50).Select(target => MadeReports.Target(MadeVerdicts.Leaky("service-with-a-long-name-number-" + target.ToString(System.Globalization.CultureInfo.InvariantCulture)) with
        {
            Expect = "clean",
            Findings =
            [
                .. Enumerable.Range(0, 10).Select(finding => MadeVerdicts.Leaky().Findings[finding % MadeVerdicts.Leaky().Findings.Count] with
                {
                    Fingerprint = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"1:{target:x2}{finding:x2}"),
                    Requests = [.. MadeVerdicts.Leaky().Findings[0].Requests.Select(request => request with { Request = "POST /api/" + new string('p', 400) })],
                }),
            ],
        }))]);

    public static RunMessage Of(ReportInput input, string branch = "main", Telling? telling = null) =>
        new MessageBuilder(input, new MessageOrigin(branch, "0123456789abcdef0123", Report)).Of(telling ?? Nothing);

    public static Telling Nothing { get; } = new([], [], [], Always: true, [], []);

    public static NotifyPlan Plan(string channel, params (string Key, string Value)[] settings) => new(
        channel, settings.ToDictionary(setting => setting.Key, IReadOnlyList<Secret> (setting) => [new Secret(setting.Value)]));

    /// <summary>A plan that a channel can be composed with.</summary>
    public static NotifyPlan Plan(string channel) => channel switch
    {
        "slack" or "teams" => Plan(channel, ("webhook", "https://hooks.example.com/T0/SECRETPART")),
        "email" => Plan(channel, ("to", "team@example.com"), ("from", "leakgate@example.com"), ("server", "smtp.example.com")),
        "telegram" => Plan(channel, ("token", "12345:SECRETPART"), ("chat", "-100")),
        "webhook" => Plan(channel, ("url", "https://hooks.example.com/SECRETPART"), ("secret", "SECRETPART")),
        "github" => Plan(channel, ("token", "SECRETPART"), ("repository", "shop/api"), ("pull_request", "7")),
        _ => Plan(channel, ("token", "SECRETPART"), ("project", "shop/api"), ("merge_request", "7")),
    };

    public static ChannelContext Context(NotifyPlan plan, ReportInput? input = null)
    {
        var time = new FakeTimeProvider(Now);
        var retrying = new Retrying(RetryPolicy.Default, time, 1);
        return new ChannelContext
        {
            Plan = plan,
            Language = input?.Language ?? Language.English,
            Environment = _ => null,
            Http = new HttpTransport(retrying, time),
            Retrying = retrying,
            Now = Now,
            RunId = "20261122-101402-ab12",
            Targets = input?.Targets ?? [],
            Branch = "main",
            Commit = "0123456789abcdef0123",
            Occasions = ["leak"],
        };
    }

    public static string Payload(string channel, ReportInput input, string branch = "main") =>
        ChannelList.Named(channel).Compose(Of(input, branch), Context(Plan(channel), input)).Text;
}
