using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Verdicts;

namespace LeakGate.Reports.Formats.Console;

/// <summary>One finding: what leaks, by which request and how much, who holds it, when it runs out, where to read on.</summary>
internal static class FindingBlock
{
    public static void Write(Page page, VerdictDocument.FindingEntry finding, VerdictDocument verdict, int labelWidth)
    {
        var facts = new FindingFacts(page.Style.Language);
        page.Marked(ConsoleWords.Symbol(Outcome.Leak), facts.Heading(finding), Outcome.Leak);
        foreach (var fact in facts.Of(finding, verdict))
        {
            page.Labelled(fact.Label, labelWidth, fact.Text);
        }
    }
}
