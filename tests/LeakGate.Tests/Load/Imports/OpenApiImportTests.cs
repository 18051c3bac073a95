using LeakGate.Observation.Load.Imports;
using LeakGate.Observation.Load.Imports.OpenApi;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Plans.Templates;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Load.Imports;

public sealed class OpenApiImportTests
{
    private const string Shop = """
        openapi: 3.0.3
        info: { title: Shop API, version: "1" }
        servers: [{ url: "http://127.0.0.1:5080/v1" }]
        security: [{ key: [] }]
        components:
          securitySchemes:
            key: { type: apiKey, in: header, name: X-Api-Key }
          schemas:
            Item:
              type: object
              required: [name, price]
              properties:
                id: { type: string, format: uuid, readOnly: true }
                name: { type: string, maxLength: 12 }
                price: { type: integer, minimum: 1, maximum: 500 }
                kind: { type: string, enum: [book, toy] }
                owner: { type: string, format: uuid }
                parts: { type: array, items: { $ref: "#/components/schemas/Item" } }
        paths:
          /items:
            get:
              parameters:
                - { name: limit, in: query, required: true, schema: { type: integer, minimum: 1, maximum: 50 } }
                - { name: sort, in: query, schema: { type: string } }
              responses: { "200": { description: ok } }
            post:
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } } }
              responses: { "201": { description: ok } }
          /items/{id}:
            get:
              parameters: [{ name: id, in: path, required: true, schema: { type: integer }, example: 7 }]
              responses: { "200": { description: ok } }
            put:
              parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
              responses: { "204": { description: ok } }
            delete:
              parameters: [{ name: id, in: path, required: true, schema: { type: integer }, example: 7 }]
              responses: { "204": { description: ok } }
        """;

    [Fact]
    public void Operations_become_requests_with_templates_for_what_the_document_leaves_open()
    {
        ImportResult.Valid read = Drafted.Right(OpenApiImport.Read(Shop, "shop.yml", Language.English));

        read.Address.ShouldBe(new Uri("http://127.0.0.1:5080"));
        read.Title.ShouldBe("Shop API");
        read.Requests[0].Path.ShouldBe("/v1/items?limit={{int 1 50}}");
        read.Requests[1].Body.ShouldBe("""{"name":"{{text 12}}","price":{{int 1 500}},"kind":"{{pick book toy}}","owner":"{{uuid}}","parts":[]}""");
        read.Requests[2].Path.ShouldBe("/v1/items/7");
        read.Requests.ShouldAllBe(request => request.Headers.Contains(new KeyValuePair<string, string>("X-Api-Key", "${KEY}")));
    }

    [Fact]
    public void What_would_fail_or_remove_is_written_with_its_reason_and_not_sent()
    {
        ImportResult.Valid read = Drafted.Right(OpenApiImport.Read(Shop, "shop.yml", Language.English));

        read.Requests.Single(request => request.Method == "PUT").LeftOut.ShouldNotBeNull().ShouldContain("no example of `id`");
        read.Requests.Single(request => request.Method == "DELETE").LeftOut.ShouldNotBeNull().ShouldContain("{{seq}}");
        Drafted.Plan(read).Select(request => request.Method).ShouldBe(["GET", "POST", "GET"]);
        Drafted.Yaml(read).ShouldContain("    #   method: DELETE\n    #   path: /v1/items/7\n");
    }

    [Fact]
    public void A_body_made_up_with_templates_is_JSON_when_it_is_sent()
    {
        RequestPlan post = Drafted.Plan(Drafted.Right(OpenApiImport.Read(Shop, "shop.yml", Language.English)))[1];

        using var json = System.Text.Json.JsonDocument.Parse(Template.Parse(post.Body!).RenderText(new TemplateContext(1, 0, 1, 1)));

        json.RootElement.GetProperty("price").GetInt32().ShouldBeInRange(1, 500);
        json.RootElement.GetProperty("kind").GetString().ShouldBeOneOf("book", "toy");
        json.RootElement.GetProperty("owner").GetGuid().ShouldNotBe(Guid.Empty);
    }

    [Theory]
    [InlineData("""{"openapi":"3.1.0","info":{"title":"a","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}}}}}}""")]
    [InlineData("""{"swagger":"2.0","info":{"title":"a","version":"1"},"host":"127.0.0.1:5000","paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}}}}}}""")]
    [InlineData("swagger: '2.0'\ninfo: { title: a, version: '1' }\npaths:\n  /a:\n    get:\n      responses: { '200': { description: ok } }\n")]
    public void Other_versions_and_JSON_are_read_too(string document) =>
        Drafted.Plan(Drafted.Right(OpenApiImport.Read(document, "shop", Language.English))).Select(request => request.Name).ShouldBe(["GET /a"]);

    [Fact]
    public void Examples_of_the_document_are_sent_as_they_stand_and_braces_in_them_are_text()
    {
        const string document = """
            openapi: 3.0.3
            info: { title: a, version: "1" }
            paths:
              /a:
                post:
                  requestBody: { content: { application/json: { example: { text: "{{seq}} ${HOME} $$", token: abc } } } }
                  responses: { "200": { description: ok } }
            """;

        RequestPlan request = Drafted.Plan(Drafted.Right(OpenApiImport.Read(document, "a.yml", Language.Russian)), Language.Russian).ShouldHaveSingleItem();

        Template.Parse(request.Body!).RenderText(new TemplateContext(1, 0, 1, 1)).ShouldBe("""{"text":"{{seq}} ${HOME} $$","token":"token"}""");
    }

    [Theory]
    [InlineData("openapi: 3.0.3\npaths: [\n", 3)]
    [InlineData("openapi: 3.0.3\ninfo: { title: a, version: '1' }\npaths:\n  a: {}\n", 3)]
    [InlineData("hello: there\n", 1)]
    [InlineData("", 1)]
    [InlineData("[]", 1)]
    [InlineData("{", 1)]
    [InlineData("openapi: 3.0.3\ninfo: { title: a, version: '1' }\npaths: {}\n", 3)]
    public void What_is_wrong_is_told_with_its_line_in_both_languages(string document, int line)
    {
        string[] english = Drafted.Errors(OpenApiImport.Read(document, "a.yml", Language.English));
        string[] russian = Drafted.Errors(OpenApiImport.Read(document, "a.yml", Language.Russian));

        english[0].ShouldStartWith(FormattableString.Invariant($"a.yml:{line}:"));
        russian.Length.ShouldBe(english.Length);
        russian.ShouldAllBe(error => error.Any(sign => sign >= 'а' && sign <= 'я'));
    }
}
