using System.Reflection;
using System.Text;
using LeakGate.Reports.Wording;
using LeakGate.Runs;
using LeakGate.Runs.Text;
using LeakGate.Samples;
using LeakGate.Tests.Verdicts;
using LeakGate.Verdicts;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Reports;

/// <summary>The chain of real decisions of the judge, in both languages.</summary>
public sealed class StepWordsTests
{
    [Theory]
    [InlineData(Language.English, "steps.en")]
    [InlineData(Language.Russian, "steps.ru")]
    public void Every_step_of_a_decision_is_told(Language language, string name)
    {
        var verdict = new SyntheticRun
        {
            Requests = [("POST /api/cache", 9), ("GET /api/items", 1)],
            Leaks = new Dictionary<(int, Resource), double> { [(0, Resource.Memory)] = 8400, [(1, Resource.Descriptors)] = 1 },
        }.Judge();

        Snapshot.Matches(name, () => Told(verdict.Resources, byTime: false, language));
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Russian)]
    public void Every_step_that_the_judge_knows_has_words(Language language)
    {
        foreach (var code in typeof(StepCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!))
        {
            var words = StepWords.Of(Entry() with { Steps = [new VerdictDocument.StepEntry { Code = code }] }, language).ShouldHaveSingleItem();

            words.ShouldNotBe(code);
            words.ShouldNotContain("NaN");
        }
    }

    [Fact]
    public void Sentences_of_an_older_version_are_shown_as_they_were_written() =>
        StepWords.Of(Entry() with { Explanation = ["Seven <floors>.", "So:\u001b[31m leak."] }, Language.Russian).ShouldBe(["Seven <floors>.", "So:�[31m leak."]);

    private static VerdictDocument.ResourceEntry Entry() => MadeVerdicts.Clean().Resources[0] with { Explanation = null };

    private static string Told(IReadOnlyList<ResourceVerdict> resources, bool byTime, Language language)
    {
        var text = new StringBuilder();
        foreach (var entry in resources.Select(resource => VerdictEntries.Of(resource, byTime)))
        {
            text.Append(entry.Resource).Append('\n');
            foreach (var step in StepWords.Of(entry, language))
            {
                text.Append("  ").Append(step).Append('\n');
            }
        }

        return text.ToString();
    }
}
