using System.Globalization;
using System.Text.Json;
using LeakGate.Runs.Plans.Templates;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Plans.Templates;

public sealed class TemplateTests
{
    private static readonly TemplateContext First = new(Seed: 1, Request: 0, Sequence: 1, Number: 1);

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("", "")]
    [InlineData("k{{seq}}", "k12345")]
    [InlineData("{{ n }}/{{seq}}", "7/12345")]
    [InlineData("""{"a":{"b":{{n}}}}""", """{"a":{"b":7}}""")]
    [InlineData("{{{{not a placeholder}}", "{{not a placeholder}}")]
    [InlineData("ключ-{{seq}}-ß", "ключ-12345-ß")]
    [InlineData("{{int 5 5}}", "5")]
    [InlineData("{{pick only}}", "only")]
    public void A_template_renders_its_text_and_its_values(string text, string expected) =>
        Template.Parse(text).RenderText(new TemplateContext(Seed: 1, Request: 2, Sequence: 12345, Number: 7)).ShouldBe(expected);

    [Theory]
    [InlineData("a{{seq", 1, "{{", "a placeholder that does not end with }}")]
    [InlineData("ab{{sequence}}", 2, "{{sequence}}", "an unknown placeholder")]
    [InlineData("{{SEQ}}", 0, "{{SEQ}}", "an unknown placeholder")]
    [InlineData("x {{}}", 2, "{{}}", "an empty placeholder")]
    [InlineData("{{n 3}}", 0, "{{n 3}}", "a placeholder that takes no argument")]
    [InlineData("{{int 1}}", 0, "{{int 1}}", "int takes two arguments")]
    [InlineData("{{int 1 2.5}}", 0, "{{int 1 2.5}}", "int needs two whole numbers of at most 64 bits")]
    [InlineData("{{int 9 1}}", 0, "{{int 9 1}}", "the first number is above the second")]
    [InlineData("{{text}}", 0, "{{text}}", "text takes one argument")]
    [InlineData("{{text 0}}", 0, "{{text 0}}", "a length that is not a whole number from 1 to 1048576")]
    [InlineData("{{text 1048577}}", 0, "{{text 1048577}}", "a length that is not a whole number from 1 to 1048576")]
    [InlineData("{{pick}}", 0, "{{pick}}", "pick takes at least one argument")]
    public void What_does_not_parse_is_told_with_its_place(string text, int offset, string offending, string problem)
    {
        var error = Should.Throw<TemplateException>(() => Template.Parse(text)).Errors.ShouldHaveSingleItem();

        error.Offset.ShouldBe(offset);
        error.Text.ShouldBe(offending);
        error.Problem.ShouldBe(problem);
        error.Allowed.ShouldContain("{{");
    }

    [Fact]
    public void All_errors_of_a_template_are_told_at_once()
    {
        Template.TryParse("{{a}} {{seq}} {{text x}} {{", out var template, out var errors).ShouldBeFalse();

        template.ShouldBeNull();
        errors.Select(error => error.Offset).ShouldBe([0, 14, 25]);
    }

    [Fact]
    public void The_message_of_an_error_never_repeats_the_template()
    {
        var error = Should.Throw<TemplateException>(() => Template.Parse("Bearer {{hunter2}}"));

        error.Message.ShouldNotContain("hunter2");
        error.Message.ShouldContain("offset 7");
    }

    [Fact]
    public void Equal_contexts_give_equal_text_and_every_part_of_the_context_changes_it()
    {
        var template = Template.Parse("{{uuid}} {{text 20}} {{int 0 9223372036854775807}}");
        var text = template.RenderText(First);

        template.RenderText(First).ShouldBe(text);
        new[]
        {
            template.RenderText(First with { Seed = 2 }),
            template.RenderText(First with { Request = 1 }),
            template.RenderText(First with { Sequence = 2 }),
            template.RenderText(First with { FirstPosition = 3 }),
            text,
        }.ShouldBeUnique();
    }

    [Fact]
    public void Values_of_a_seed_stay_as_they_are_from_version_to_version() =>
        Template.Parse("{{uuid}} {{text 12}} {{int 1 1000}} {{pick a b c}}").RenderText(First).ShouldBe("6e41b4d7-b8b8-46e0-9a6a-a3bfdd6d49ca F_MY1AYOmcdd 168 a");

    [Fact]
    public void Two_placeholders_of_one_template_differ()
    {
        var halves = Template.Parse("{{uuid}} {{uuid}}").RenderText(First).Split(' ');

        halves[0].ShouldNotBe(halves[1]);
    }

    [Fact]
    public void A_uuid_has_the_form_of_version_4()
    {
        var template = Template.Parse("{{uuid}}");
        for (var sequence = 1; sequence <= 1000; sequence++)
        {
            template.RenderText(First with { Sequence = sequence })
                .ShouldMatch("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
        }
    }

    [Fact]
    public void Text_has_its_length_and_needs_no_escape_in_json_or_a_path()
    {
        var text = Template.Parse("{{text 1000}}").RenderText(First);

        text.Length.ShouldBe(1000);
        JsonSerializer.Serialize(text).Length.ShouldBe(1002);
        Uri.EscapeDataString(text).ShouldBe(text);
        text.Distinct().Count().ShouldBe(64);
    }

    [Fact]
    public void Int_reaches_both_ends_and_every_number_about_equally_often()
    {
        var template = Template.Parse("{{int -2 2}}");
        var counts = Enumerable.Range(1, 10_000)
            .Select(sequence => int.Parse(template.RenderText(First with { Sequence = sequence }), CultureInfo.InvariantCulture))
            .CountBy(value => value).OrderBy(pair => pair.Key).ToArray();

        counts.Select(pair => pair.Key).ShouldBe([-2, -1, 0, 1, 2]);
        // 2,000 expected, standard deviation 40: five of them, and the seed is fixed.
        counts.ShouldAllBe(pair => pair.Value >= 1800 && pair.Value <= 2200);
    }

    [Fact]
    public void Int_may_span_all_64_bit_numbers()
    {
        var template = Template.Parse("{{int -9223372036854775808 9223372036854775807}}");
        var values = Enumerable.Range(1, 100)
            .Select(sequence => long.Parse(template.RenderText(First with { Sequence = sequence }), CultureInfo.InvariantCulture))
            .ToArray();

        values.ShouldBeUnique();
        values.ShouldContain(value => value < 0);
        values.ShouldContain(value => value > 0);
    }

    [Fact]
    public void Pick_takes_every_word() =>
        Enumerable.Range(1, 100).Select(sequence => Template.Parse("{{pick a ü c}}").RenderText(First with { Sequence = sequence }))
            .Distinct().Order(StringComparer.Ordinal).ShouldBe(["a", "c", "ü"]);

    [Theory]
    [InlineData("k{{seq}}", true)]
    [InlineData("{{uuid}}", true)]
    [InlineData("{{n}} {{int 1 9}} {{text 3}} {{pick a}}", false)]
    [InlineData("plain", false)]
    public void Fresh_keys_come_from_seq_and_uuid(string text, bool fresh) => Template.Parse(text).HasFreshKeys.ShouldBe(fresh);

    [Theory]
    [InlineData("ru-RU")]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    public void No_culture_changes_a_byte(string culture)
    {
        const string Text = "I-{{int -1000 -1}} {{seq}} {{n}} {{uuid}} {{pick I i}} {{text 9}}";
        var context = First with { Sequence = 1_234_567, Number = 2_000 };
        var expected = Template.Parse(Text).RenderText(context);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Template.Parse(Text).RenderText(context).ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
