using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LeakGate.Observation.Load.Imports;
using LeakGate.Observation.Load.Imports.Har;
using LeakGate.Observation.Load.Imports.HttpFile;
using LeakGate.Observation.Load.Imports.OpenApi;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Plans.Templates;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Load.Imports;

/// <summary>Whatever is imported, the file that comes of it loads, in both languages, and sends what was read.</summary>
public sealed class ImportedFilePropertyTests
{
    private static readonly string[] Pieces =
        ["a", "name", " ", ": ", "#", " #", "- ", "'", "\"", "\\", "\n", "\r", "\t", "{{", "}}", "${", "${X}", "$$", "{{seq}}", "%", "&", "*", "!", "|", ">", "@", "`", "null", "true", "~", "1e3", "0x1", "ё", "😀", "\u2028", "\u0085", "\ufeff", "---", "...", "[", "]", "{", "}", ",", "="];

    private static Gen<string> Text => from pieces in Gen.Elements(Pieces).ListOf() select string.Concat(pieces);

    [Fact]
    public void A_recorded_body_is_sent_again_sign_for_sign() => ForAll(Text, body =>
    {
        string recording = HarImportTests.Recording(HarImportTests.Entry("POST", "http://127.0.0.1:5000/a", body: body, bodyMime: "text/plain"));

        foreach (RequestPlan request in BothPlans(HarImport.Read(recording, "a.har", null, Language.English)))
        {
            Sent(request.Body).ShouldBe(body);
        }
    });

    [Fact]
    public void A_recorded_path_and_header_come_out_as_they_went_in() => ForAll(Text, text =>
    {
        string query = Uri.EscapeDataString(text);
        string value = new([.. text.Where(sign => sign is >= ' ' and < (char)127)]);
        string recording = HarImportTests.Recording(HarImportTests.Entry("GET", $"http://127.0.0.1:5000/a?q={query}", headers: [("X-Text", value)]));

        foreach (RequestPlan request in BothPlans(HarImport.Read(recording, "a.har", null, Language.English)))
        {
            Sent(request.Path).ShouldBe(new Uri($"http://127.0.0.1:5000/a?q={query}").PathAndQuery);
            Sent(request.Headers["X-Text"].Reveal()).ShouldBe(value);
        }
    });

    [Fact]
    public void Any_http_file_that_is_accepted_loads() => ForAll(
        from name in Text
        from path in Text
        from header in Text
        from body in Text
        select $"### {name}\nPOST http://127.0.0.1:5000/{path}\nX-Text: {header}\nContent-Type: application/json\n\n{body}\n",
        text => BothPlans(HttpFileImport.Read(text, "a.http", null, Language.English)));

    [Fact]
    public void Any_OpenAPI_document_that_is_accepted_loads() => ForAll(
        from title in Text
        from path in Text
        from name in Text
        from example in Text
        from type in Gen.Elements("string", "integer", "number", "boolean", "array", "object")
        select JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["openapi"] = "3.0.3",
            ["info"] = new { title, version = "1" },
            ["paths"] = new Dictionary<string, object>
            {
                ["/" + path] = new
                {
                    post = new
                    {
                        operationId = name,
                        parameters = new[] { new { name = "q" + name, @in = "query", required = true, schema = new { type } } },
                        requestBody = new
                        {
                            content = new Dictionary<string, object>
                            {
                                ["application/json"] = new
                                {
                                    schema = new
                                    {
                                        type = "object",
                                        properties = new Dictionary<string, object> { ["p" + name] = new { type, items = new { type = "string" } }, ["e"] = new { type = "string", example } },
                                    },
                                },
                            },
                        },
                        responses = new Dictionary<string, object> { ["200"] = new { description = "ok" } },
                    },
                },
            },
        }),
        text => BothPlans(OpenApiImport.Read(text, "a.json", Language.English)));

    [Theory]
    [InlineData("{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"http://127.0.0.1:5000/\",\"headers\":[{\"name\":\"a\",\"value\":\"b\"}]},\"response\":{\"status\":200}}]}}")]
    [InlineData("@a = b\n### x\nPOST http://127.0.0.1:5000/{{a}}\nA: b\n\n{ \"a\": {{$guid}} }\n### y\nGET /z\n")]
    [InlineData("openapi: 3.0.3\ninfo: { title: a, version: '1' }\npaths:\n  /a/{b}:\n    get:\n      parameters: [{ name: b, in: path, required: true, schema: { type: integer } }]\n      responses: { '200': { description: ok } }\n")]
    public void A_mutated_file_is_requests_that_load_or_errors_inside_of_it(string right) => ForAll(
        from place in Gen.Choose(0, right.Length - 1)
        from length in Gen.Choose(0, 12)
        from piece in Text
        select string.Concat(right.AsSpan(0, place), piece, right.AsSpan(Math.Min(right.Length, place + length))),
        text =>
        {
            // YAML knows more ends of lines than the other two.
            int lines = text.Split('\n', '\r', '\u0085', '\u2028', '\u2029').Length;
            foreach (ImportResult result in new[] { HarImport.Read(text, "a", null, Language.Russian), HttpFileImport.Read(text, "a", null, Language.Russian), OpenApiImport.Read(text, "a", Language.Russian) })
            {
                BothPlans(result);
                (result as ImportResult.Invalid)?.Errors.ShouldAllBe(error => error.Line >= 1 && error.Line <= lines + 1 && error.Column >= 1);
            }
        });

    private static List<RequestPlan> BothPlans(ImportResult result) =>
        result is ImportResult.Valid read ? [.. Drafted.Plan(read), .. Drafted.Plan(read, Language.Russian)] : [];

    private static string Sent(string? template) => template is null ? "" : Template.Parse(template).RenderText(new TemplateContext(1, 0, 1, 1));

    private static void ForAll<T>(Gen<T> cases, Action<T> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20261126, 3), Prop.ForAll(cases.ToArbitrary(), holds));
}
