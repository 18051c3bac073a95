using System.Text.Json;
using LeakGate.Observation.Load.Imports;
using LeakGate.Observation.Load.Imports.Har;
using LeakGate.Runs.Plans;
using LeakGate.Runs.Text;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Load.Imports;

public sealed class HarImportTests
{
    private static readonly string Shop = Recording(
        Entry("GET", "http://127.0.0.1:5082/", kind: "document", headers: [("Cookie", "sid=SECRET1"), ("User-Agent", "x"), ("sec-ch-ua", "y"), (":authority", "z")]),
        Entry("GET", "http://127.0.0.1:5082/app.js"),
        Entry("GET", "http://127.0.0.1:5082/logo", mime: "image/png"),
        Entry("GET", "http://127.0.0.1:5082/api/items?page=1&token=SECRET2", headers: [("Authorization", "Bearer SECRET3")]),
        Entry("GET", "http://127.0.0.1:5082/api/items?page=2&token=SECRET2", headers: [("Authorization", "Bearer SECRET3")]),
        Entry("GET", "http://127.0.0.1:5082/api/items?page=3", status: 500),
        Entry("POST", "http://127.0.0.1:5082/api/login", body: """{"user":"bob","password":"SECRET4","deep":[{"api_key":"SECRET5"}]}"""),
        Entry("DELETE", "http://127.0.0.1:5082/api/items/1"),
        Entry("GET", "http://127.0.0.1:5082/missing", status: 404),
        Entry("OPTIONS", "http://127.0.0.1:5082/api/items", headers: [("Access-Control-Request-Method", "GET")]),
        Entry("GET", "https://cdn.example.com/x"));

    [Fact]
    public void Requests_of_one_host_are_merged_by_method_and_path_and_weigh_as_often_as_they_were_sent()
    {
        ImportResult.Valid read = Drafted.Right(HarImport.Read(Shop, "shop.har", null, Language.English));

        read.Address.ShouldBe(new Uri("http://127.0.0.1:5082"));
        Drafted.Plan(read).Select(request => (request.Method, request.Path, request.Weight)).ShouldBe(
            [("GET", "/", 1), ("GET", "/api/items?page=1&token=token", 2), ("POST", "/api/login", 1)]);
        read.Remarks.ShouldHaveSingleItem().ShouldBe("Not taken over: 2 static files, 1 request to other hosts, 1 preflight or socket.");
    }

    [Fact]
    public void No_secret_of_a_recording_gets_into_the_file_and_the_variables_are_named()
    {
        string yaml = Drafted.Yaml(Drafted.Right(HarImport.Read(Shop, "shop.har", null, Language.English)));

        yaml.ShouldNotContain("SECRET", Case.Sensitive);
        yaml.ShouldContain("Cookie: \"${COOKIE}\"");
        yaml.ShouldContain("Authorization: \"Bearer ${AUTHORIZATION}\"");
        yaml.ShouldContain("""{"user":"bob","password":"${PASSWORD}","deep":[{"api_key":"${API_KEY}"}]}""");
        yaml.Replace("\n# ", " ", StringComparison.Ordinal).ShouldContain("COOKIE, AUTHORIZATION, TOKEN, PASSWORD, API_KEY");
    }

    [Fact]
    public void What_a_browser_adds_by_itself_is_not_taken_over()
    {
        RequestPlan first = Drafted.Plan(Drafted.Right(HarImport.Read(Shop, "shop.har", null, Language.English)))[0];

        first.Headers.Keys.ShouldBe(["Cookie"]);
    }

    [Fact]
    public void What_failed_or_removes_is_left_out_with_the_reason()
    {
        ImportResult.Valid read = Drafted.Right(HarImport.Read(Shop, "shop.har", null, Language.English));

        read.Requests.Where(request => request.LeftOut is not null).Select(request => (request.Path, request.LeftOut!.Contains("404", StringComparison.Ordinal)))
            .ShouldBe([("/api/items/1", false), ("/missing", true)]);
    }

    [Theory]
    [InlineData("", "a.har:1:1: this is no JSON")]
    [InlineData("{}", "a.har:1:1: the file has no list `log.entries`")]
    [InlineData("{\"log\":{\"entries\":[\n{\"request\":{\"method\":\"GET\"}}]}}", "a.har:2:1: the recorded request has no text `request.url`")]
    [InlineData("{\"log\":{\"entries\":[\n 7]}}", "a.har:2:2: ")]
    [InlineData("{\"log\":{\"entries\":[\n{\"request\":{\"method\":\"GET\",\"url\":\"/api\"}}]}}", "a.har:2:1: `/api` is not an address")]
    [InlineData("{\"log\":{\"entries\":[]}}", "a.har:1:")]
    public void What_is_wrong_is_told_with_its_place_in_both_languages(string text, string begins)
    {
        string[] english = Drafted.Errors(HarImport.Read(text, "a.har", null, Language.English));
        string[] russian = Drafted.Errors(HarImport.Read(text, "a.har", null, Language.Russian));

        english[0].ShouldStartWith(begins);
        russian.Length.ShouldBe(english.Length);
        russian.ShouldAllBe(error => error.Any(sign => sign >= 'а' && sign <= 'я'));
    }

    /// <summary>A recording with these entries.</summary>
    internal static string Recording(params object[] entries) => JsonSerializer.Serialize(new { log = new { version = "1.2", entries } });

    /// <summary>One entry as browsers write it.</summary>
    internal static object Entry(
        string method, string url, string kind = "", string mime = "application/json", int status = 200, string? body = null, string bodyMime = "application/json", params (string Name, string Value)[] headers) => new
        {
            _resourceType = kind,
            request = new
            {
                method,
                url,
                headers = headers.Select(header => new { name = header.Name, value = header.Value }).ToArray(),
                postData = body is null ? null : new { mimeType = bodyMime, text = body },
            },
            response = new { status, content = new { mimeType = mime } },
        };
}
