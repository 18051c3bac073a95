using LeakGate.Observation.Load.Imports;
using LeakGate.Observation.Load.Imports.HttpFile;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Load.Imports;

public sealed class HttpFileImportTests
{
    private const string Shop = """
        @host = http://127.0.0.1:5081
        @base = {{host}}/api
        @password = hunter2

        ### list
        GET {{base}}/items?tenant=a
            &page=1 HTTP/1.1
        Accept: application/json

        ###
        # @name add
        POST {{base}}/items
        Content-Type: application/json
        Authorization: Bearer abc.def

        { "name": "x{{$randomInt 1 100}}", "id": {{$randomInt}}, "password": "s3cret" }

        > {%
          client.global.set("a", 1)
        %}

        ### sign in
        POST {{base}}/login
        Content-Type: application/x-www-form-urlencoded

        user=bob&password={{password}}

        ### gone
        DELETE {{base}}/items/1

        ### elsewhere
        GET https://example.com/x
        """;

    [Fact]
    public void Requests_are_read_with_names_variables_headers_and_bodies()
    {
        ImportResult.Valid read = Drafted.Right(HttpFileImport.Read(Shop, "shop.http", null, Language.English));

        read.Address.ShouldBe(new Uri("http://127.0.0.1:5081"));
        IReadOnlyList<RequestPlan> plan = Drafted.Plan(read);
        plan.Select(request => $"{request.Name}: {request.Method} {request.Path}")
            .ShouldBe(["list: GET /api/items?tenant=a&page=1", "add: POST /api/items", "sign in: POST /api/login"]);
        plan[0].Headers["Accept"].Reveal().ShouldBe("application/json");
        plan[1].Body.ShouldBe("""{ "name": "x{{int 1 99}}", "id": {{int 0 1000}}, "password": "password" }""");
    }

    [Fact]
    public void Secrets_are_variables_in_the_file_wherever_they_stood()
    {
        string yaml = Drafted.Yaml(Drafted.Right(HttpFileImport.Read(Shop, "shop.http", null, Language.English)));

        foreach (string secret in new[] { "hunter2", "s3cret", "abc.def" })
        {
            yaml.ShouldNotContain(secret);
        }

        yaml.ShouldContain("Bearer ${AUTHORIZATION}");
        yaml.ShouldContain("user=bob&password=${PASSWORD}");
        yaml.ShouldContain("# Set these environment variables before a run; secrets do not belong into this file: AUTHORIZATION, PASSWORD");
    }

    [Fact]
    public void What_removes_or_goes_elsewhere_is_left_out_with_the_reason()
    {
        ImportResult.Valid read = Drafted.Right(HttpFileImport.Read(Shop, "shop.http", null, Language.English));

        read.Requests.Where(request => request.LeftOut is not null).Select(request => request.Name).ShouldBe(["gone", "elsewhere"]);
        read.Requests[^1].LeftOut!.ShouldContain("https://example.com");
    }

    [Fact]
    public void The_address_that_was_asked_for_wins()
    {
        ImportResult.Valid read = Drafted.Right(HttpFileImport.Read(Shop, "shop.http", new Uri("https://example.com"), Language.English));

        read.Requests.Where(request => request.LeftOut is null).Select(request => request.Path).ShouldBe(["/x"]);
    }

    [Fact]
    public void A_variable_of_an_editor_becomes_one_of_the_environment()
    {
        ImportResult.Valid read = Drafted.Right(HttpFileImport.Read("GET {{address}}/api/{{tenant}}/items", "shop.http", null, Language.English));

        read.Address.ShouldBeNull();
        read.Requests.ShouldHaveSingleItem().Path.ShouldBe("/api/${TENANT}/items");
    }

    [Theory]
    [InlineData("", "a.http:1:1: the file holds no request")]
    [InlineData("\n\nGTE http://127.0.0.1/\n", "a.http:3:1: `GTE` is not an HTTP method; did you mean `GET`?")]
    [InlineData("GET ftp://127.0.0.1/\n", "a.http:1:5: `ftp://127.0.0.1/` is not an address")]
    [InlineData("GET http://u:p@127.0.0.1:99999/\n", "a.http:1:5: ")]
    [InlineData("POST http://127.0.0.1/\nAuthorization Bearer s3cret\n", "a.http:2:1: ")]
    [InlineData("POST http://127.0.0.1/\n\nx\n{{open\n", "a.http:4:1: `{{` is not closed")]
    [InlineData("@a = {{b}}\n@b = {{a}}\nGET http://127.0.0.1/{{a}}\n", "a.http:1:1: the variable `a` needs itself")]
    [InlineData("DELETE http://127.0.0.1/\n", "a.http:1:1: no request of the file can be sent")]
    public void What_is_wrong_is_told_with_its_place_in_both_languages(string text, string begins)
    {
        string[] english = Drafted.Errors(HttpFileImport.Read(text, "a.http", null, Language.English));
        string[] russian = Drafted.Errors(HttpFileImport.Read(text, "a.http", null, Language.Russian));

        english[0].ShouldStartWith(begins);
        russian.Length.ShouldBe(english.Length);
        russian.ShouldAllBe(error => error.Any(sign => sign >= 'а' && sign <= 'я'));
    }
}
