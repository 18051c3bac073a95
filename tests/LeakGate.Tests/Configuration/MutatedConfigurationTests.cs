using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Text;
using LeakGate.Tests.Docs;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Configuration;

/// <summary>Whatever becomes of a right configuration: a plan, or errors that stand inside of the file. Never an exception.</summary>
public sealed class MutatedConfigurationTests
{
    private const string Signs = " :-[]{}'\"#&*!|>%@\t\n,ё0a$?~\\";

    private static readonly string[] Right =
    [
        .. MarkdownPage.At("docs/configuration.md").Code.Where(block => block.Mark == ConfigurationLoader.DefaultFileName).Select(block => block.Text),
        File.ReadAllText(Path.Combine(MarkdownPage.Root, "leakgate.yml")),
    ];

    private static readonly string[] Words =
        ["targets", "load", "gate", "weight: 0", "pid: 1", "${NOPE}", "{{seq", "<<: *x", "&x", "- - -", "null", "9999999999999999999999", "1e400", "2m", "---", "%YAML 9.9"];

    private static Arbitrary<(string Text, string How)> Mutated { get; } = (
        from file in Gen.Elements(Right)
        from count in Gen.Choose(1, 4)
        from changes in Change.ListOf(count)
        select (changes.Aggregate(file, (text, change) => change.Apply(text)), string.Join("; ", changes))).ToArbitrary();

    private static Gen<Mutation> Change =>
        from kind in Gen.Choose(0, 7)
        from place in Gen.Choose(0, 1_000_000)
        from other in Gen.Choose(0, 1_000_000)
        select new Mutation(kind, place, other);

    [Fact]
    public void The_right_ones_are_right() => Right.ShouldAllBe(text => Yaml.Load(text, Language.English, null) is ConfigurationResult.Valid);

    [Theory]
    [InlineData(Language.English, 11)]
    [InlineData(Language.Russian, 23)]
    public void A_mutated_file_is_a_plan_or_errors_with_their_place(Language language, int seed) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(20261122, (ulong)((2 * seed) + 1)),
            Prop.ForAll(Mutated, file =>
            {
                if (Yaml.Load(file.Text, language) is not ConfigurationResult.Invalid { Errors: var errors })
                {
                    return;
                }

                errors.ShouldNotBeEmpty();
                string[] lines = file.Text.Split('\n');
                foreach (ConfigurationError error in errors)
                {
                    error.Line.ShouldBeInRange(1, lines.Length, $"{error}\n{file.How}");
                    error.Column.ShouldBeInRange(1, lines[error.Line - 1].Length + 1, $"{error}\n{file.How}");
                    error.Problem.ShouldNotBeNullOrWhiteSpace();
                    error.ToString().Contains('\n', StringComparison.Ordinal).ShouldBeFalse(file.How);
                }
            }));

    private sealed record Mutation(int Kind, int Place, int Other)
    {
        public string Apply(string text)
        {
            if (text.Length == 0)
            {
                return Words[Other % Words.Length];
            }

            int at = Place % text.Length;
            string[] lines = text.Split('\n');
            int line = Place % lines.Length;
            switch (Kind)
            {
                case 0: return text.Remove(at, Math.Min(1 + (Other % 6), text.Length - at));
                case 1: return text.Insert(at, text.Substring(at, Math.Min(1 + (Other % 40), text.Length - at)));
                case 2: return text.Remove(at, 1).Insert(at, Signs[Other % Signs.Length].ToString());
                case 3: return text.Insert(at, Words[Other % Words.Length]);
                case 4: lines[line] = new string(' ', Other % 9) + lines[line].TrimStart(); break;
                case 5: lines[line] = string.Empty; break;
                case 6: lines[line] = lines[line] + "\n" + lines[Other % lines.Length]; break;
                default: lines[line] = lines[Other % lines.Length]; break;
            }

            return string.Join('\n', lines);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}@{Place}/{Other}");
    }
}
