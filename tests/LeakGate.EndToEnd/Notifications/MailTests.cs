using System.Diagnostics;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Notifications;

/// <summary>A real mail server takes the mail by STARTTLS and by TLS from the first byte, with log-in; Python's parser reads it back.</summary>
public sealed class MailTests : IDisposable
{
    /// <summary>What Python's own parser, which is not ours, makes of the mail.</summary>
    private const string Reader = """
        import email, email.policy, json, sys
        mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
        print(json.dumps({
          'subject': mail['subject'], 'to': mail['to'], 'from': mail['from'], 'type': mail.get_content_type(),
          'text': mail.get_body(('plain',)).get_content(), 'html': mail.get_body(('html',)).get_content(),
          'defects': [str(d) for p in mail.walk() for d in p.defects]}))
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leakgate-mail-");
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false, "en", "TEST: LeakGate reaches this channel")]
    [InlineData(true, "ru", "ПРОВЕРКА: LeakGate достаёт до этого канала")]
    public async Task The_mail_arrives_and_is_read_back(bool implicitly, string language, string headline)
    {
        await using var server = await MailServer.StartAsync(_cancel);

        var (code, printed) = await NotifyAsync(server, implicitly, language, MailServer.Password);
        code.ShouldBe(0, printed);

        var read = JsonNode.Parse((await RunAsync("python3", ["-c", Reader, await server.ReceivedAsync(_cancel)])).Output)!;
        read["subject"]!.GetValue<string>().ShouldBe("[LeakGate] " + headline);
        read["to"]!.GetValue<string>().ShouldBe("team@example.com");
        read["from"]!.GetValue<string>().ShouldBe("LeakGate <leakgate@example.com>");
        read["text"]!.GetValue<string>().ShouldContain(headline);
        read["html"]!.GetValue<string>().ShouldContain("</html>");
        read["defects"]!.AsArray().ShouldBeEmpty();
        printed.ShouldNotContain(MailServer.Password);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_shown()
    {
        await using var server = await MailServer.StartAsync(_cancel);

        var (code, printed) = await NotifyAsync(server, implicitly: false, "en", "wrong SECRETPART");

        code.ShouldBe(5, printed);
        printed.ShouldContain("the log-in was refused");
        printed.ShouldNotContain("SECRETPART");
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var server = await MailServer.StartAsync(_cancel);

        var (code, printed) = await NotifyAsync(server, implicitly: true, "en", MailServer.Password, trusted: false);

        code.ShouldBe(5, printed);
        printed.ShouldContain("TLS failed");
    }

    private async Task<(int Code, string Printed)> NotifyAsync(MailServer server, bool implicitly, string language, string password, bool trusted = true)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "leakgate.yml"), string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""
            targets: { shop: { pid: 1 } }
            notify:
              email:
                to: team@example.com
                from: leakgate@example.com
                server: 127.0.0.1
                port: {{(implicitly ? server.TlsPort : server.StartTlsPort)}}
                username: {{MailServer.User}}
                password: "${MAIL_PASSWORD}"
                tls: {{(implicitly ? "implicit" : "starttls")}}
            """), _cancel);
        Dictionary<string, string> variables = new(StringComparer.Ordinal) { ["MAIL_PASSWORD"] = password };
        if (trusted)
        {
            variables["SSL_CERT_FILE"] = server.Certificate;
        }

        return await RunAsync("dotnet", [typeof(Cli.CliHost).Assembly.Location, "notify", "--test", "--lang", language], variables);
    }

    private async Task<(int Code, string Output)> RunAsync(string program, string[] words, Dictionary<string, string>? variables = null)
    {
        ProcessStartInfo start = new(program, words) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        foreach (var (name, value) in variables ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(_cancel);
        var output = await process.StandardOutput.ReadToEndAsync(_cancel);
        await process.WaitForExitAsync(_cancel);
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await error);
    }
}
