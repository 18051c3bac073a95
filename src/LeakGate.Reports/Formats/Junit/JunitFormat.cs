using System.Globalization;
using System.Text;
using System.Xml;
using LeakGate.Reports.Cases;
using LeakGate.Reports.Wording;
using LeakGate.Runs;

namespace LeakGate.Reports.Formats.Junit;

/// <summary>
/// <c>junit.xml</c> in the dialect that GitHub actions, GitLab, TeamCity and Jenkins read: a suite per target, one level of cases. A leak is
/// a failure, a target that failed an error, what is not decided is skipped.
/// </summary>
public sealed class JunitFormat : IReportFormat
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };

    /// <inheritdoc />
    public string Name => "junit";

    /// <inheritdoc />
    public IEnumerable<ReportFile> Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var suites = input.Targets.Select(target => (Target: target, Cases: RunCases.Of(target, input.Language))).ToList();
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "LeakGate");
            Counts(xml, [.. suites.SelectMany(suite => suite.Cases)], withSkipped: false);
            xml.WriteAttributeString("time", Seconds(suites.Sum(suite => suite.Target.Verdict.DurationSeconds)));
            foreach (var (target, cases) in suites)
            {
                Suite(xml, target, cases);
            }

            xml.WriteEndElement();
        }

        return [new ReportFile("junit.xml", stream.ToArray())];
    }

    private static void Suite(XmlWriter xml, ReportTarget target, IReadOnlyList<RunCase> cases)
    {
        var verdict = target.Verdict;
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Name200(target.Name));
        Counts(xml, cases, withSkipped: true);
        xml.WriteAttributeString("time", Seconds(verdict.DurationSeconds));
        xml.WriteAttributeString("timestamp", verdict.Started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        Property(xml, "run", verdict.RunId);
        Property(xml, "profile", verdict.Profile);
        Property(xml, "verdict", verdict.Verdict.ToString().ToLowerInvariant());
        Property(xml, "expect", verdict.Expect);
        xml.WriteEndElement();
        for (var i = 0; i < cases.Count; i++)
        {
            Case(xml, target, cases[i], i == 0 ? verdict.DurationSeconds : 0);
        }

        if (target.Log.Count > 0)
        {
            xml.WriteElementString("system-out", string.Join('\n', target.Log.Select(Line)));
        }

        xml.WriteEndElement();
    }

    /// <summary>The time of the run stands at its verdict: resources and requests are measured together, not one after the other.</summary>
    private static void Case(XmlWriter xml, ReportTarget target, RunCase one, double seconds)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", one.Kind == "verdict" ? one.Name : $"{one.Kind}: {one.Name}");
        xml.WriteAttributeString("classname", "leakgate." + Name200(target.Name));
        xml.WriteAttributeString("time", Seconds(seconds));
        var element = one.Status switch
        {
            CaseStatus.Failed => "failure",
            CaseStatus.Broken => "error",
            CaseStatus.Skipped => "skipped",
            _ => null,
        };
        string[] lines = [one.Message, .. one.Details];
        if (element is null)
        {
            xml.WriteElementString("system-out", string.Join('\n', lines));
        }
        else
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", one.Message);
            if (element != "skipped")
            {
                xml.WriteAttributeString("type", one.Status == CaseStatus.Broken ? "target_failed" : Type(target.Verdict, one));
            }

            xml.WriteString(string.Join('\n', lines));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Type(VerdictDocument verdict, RunCase one) =>
        verdict.LeakTypes.Count == 0 ? one.Kind != "verdict" ? "leak" : RunCases.IsWorse(verdict) ? "regression" : "no_leak" : Line(verdict.LeakTypes[0]);

    private static void Counts(XmlWriter xml, IReadOnlyCollection<RunCase> cases, bool withSkipped)
    {
        xml.WriteAttributeString("tests", Whole(cases.Count));
        xml.WriteAttributeString("failures", Whole(cases.Count(one => one.Status == CaseStatus.Failed)));
        xml.WriteAttributeString("errors", Whole(cases.Count(one => one.Status == CaseStatus.Broken)));
        if (withSkipped)
        {
            xml.WriteAttributeString("skipped", Whole(cases.Count(one => one.Status == CaseStatus.Skipped)));
        }
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", Line(value));
        xml.WriteEndElement();
    }

    private static string Name200(string name) => TextColumns.Fit(SafeText.Of(name), 200);

    private static string Line(string text) => SafeText.Of(text);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
