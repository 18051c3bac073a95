using System.Globalization;
using System.Text.Json.Nodes;
using LeakGate.EndToEnd.Readers;
using LeakGate.EndToEnd.Runs;
using LeakGate.Runs.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Notifications;

/// <summary>
/// The mail of a night, as the real tool sends it to a real mail server, as Python's parser takes it apart, and as Chromium shows it:
/// chart in it, report beside it.
/// </summary>
public sealed class MailLookTests : IDisposable
{
    /// <summary>Writes the HTML as a page with its pictures and attachments beside it, and tells what the parts are.</summary>
    private const string Reader = """
        import email, email.policy, json, sys
        mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
        html = mail.get_body(('related', 'html'))
        page = mail.get_body(('html',)).get_content()
        parts = []
        for part in mail.walk():
            if part.get_content_maintype() == 'image' or part.is_attachment():
                content = part.get_content()
                data = content if isinstance(content, bytes) else content.encode()
                open(sys.argv[2] + '/' + part.get_filename(), 'wb').write(data)
                cid = (part['content-id'] or '').strip('<>')
                if cid:
                    page = page.replace('cid:' + cid, part.get_filename())
                parts.append({'name': part.get_filename(), 'type': part.get_content_type(), 'attached': part.is_attachment(), 'size': len(data), 'cid': cid})
        open(sys.argv[2] + '/index.html', 'w', encoding='utf-8').write(page)
        print(json.dumps({'subject': mail['subject'], 'text': mail.get_body(('plain',)).get_content(), 'parts': parts, 'defects': [str(d) for p in mail.walk() for d in p.defects]}))
        """;

    private readonly Workspace _workspace = new();
    private readonly DirectoryInfo _page = Directory.CreateTempSubdirectory("leakgate-mail-page-");
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _workspace.Dispose();
        _page.Delete(recursive: true);
    }

    [Theory]
    [InlineData("en", "Leak in shop", "shop leaks in four places", "Database connection leak, severity high – shop", "Open report")]
    [InlineData("ru", "Утечка: shop", "shop течёт в четырёх местах", "Утечка соединений с базой данных, срочность высокая – shop", "Открыть отчёт")]
    public async Task It_shows_verdict_table_chart_findings_and_button_on_a_desk_and_on_a_phone(string language, string headline, string sentence, string finding, string button)
    {
        var read = await SendAsync(language);

        read["subject"]!.GetValue<string>().ShouldBe("[LeakGate] " + headline);
        read["defects"]!.AsArray().ShouldBeEmpty();
        read["text"]!.GetValue<string>().ShouldContain(finding);
        var parts = read["parts"]!.AsArray();
        parts.Select(part => $"{part!["name"]} {part["type"]} {part["attached"]}").ShouldBe(["chart.png image/png false", "leakgate-report.html text/html true"]);
        File.ReadAllText(Path.Combine(_page.FullName, "leakgate-report.html")).ShouldContain("<!doctype html>", Case.Insensitive);

        await using var pages = await Pages.StartAsync();
        var page = await pages.OpenAsync(_page.FullName);
        foreach (var (width, name) in new[] { (760, "email-" + language), (375, "email-phone-" + language) })
        {
            await page.SetViewportSizeAsync(width, 900);
            (await page.Locator("h1").InnerTextAsync()).ShouldBe(headline);
            foreach (var text in new[] { sentence, finding, "GET /api/database", "127.0.0.1:5432 PostgreSQL +183" })
            {
                (await page.GetByText(text).First.IsVisibleAsync()).ShouldBeTrue(text);
            }

            var table = page.Locator("table", new() { Has = page.Locator("th") }).Last;
            (await table.Locator("tr").CountAsync()).ShouldBe(5, "a head and four targets");
            (await table.InnerTextAsync()).Contains('▁', StringComparison.Ordinal).ShouldBe(width > 480, "a phone has no room for curves");
            (await page.Locator("img").EvaluateAsync<int>("picture => picture.naturalWidth")).ShouldBeGreaterThan(400, "the chart came with the mail");
            (await page.GetByRole(AriaRole.Link, new() { Name = button }).GetAttributeAsync("href")).ShouldBe("https://ci.example.com/20261122-101402-ab12");
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0, "nothing is wider than the window");
            (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('td, th, h1, h2, p')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)")).ShouldBeEmpty();
            await Pictures.KeepAsync(page, name, whole: true);
        }
    }

    private async Task<JsonNode> SendAsync(string language)
    {
        RecordedNight.Write(_workspace.Path, language == "ru" ? Language.Russian : Language.English, report: true);
        await using var server = await MailServer.StartAsync(_cancel);
        _workspace.Configure(string.Create(CultureInfo.InvariantCulture, $$"""
            targets: { shop: { pid: 1 } }
            notify:
              email:
                to: team@example.com
                from: leakgate@example.com
                server: 127.0.0.1
                port: {{server.StartTlsPort}}
                username: {{MailServer.User}}
                password: "${MAIL_PASSWORD}"
                report_url: "https://ci.example.com/{run_id}"
            """));
        Dictionary<string, string> variables = new(StringComparer.Ordinal) { ["MAIL_PASSWORD"] = MailServer.Password, ["SSL_CERT_FILE"] = server.Certificate };
        var end = await LeakGateProcess.RunAsync(_workspace.Path, variables, "notify", RecordedNight.RunId, "--lang", language);
        end.Code.ShouldBe(0, end.ToString());
        return JsonNode.Parse(await ReaderProcess.ReadAsync("python3", ["-c", Reader, await server.ReceivedAsync(_cancel), _page.FullName], default))!;
    }
}
