using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LeakGate.EndToEnd.Notifications;

/// <summary>
/// A real mail server, Exim, in a folder of its own: STARTTLS on one free loopback port, TLS from the first byte on another, log-in
/// needed, its own certificate. It runs in the foreground and is ended by its id. Only root may start it; since its configuration is named
/// on the command line, it then gives up root and delivers as its own user.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string User = "robot";
    public const string Password = "pass word";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leakgate-exim-");
    private readonly Process _process;

    private MailServer(int starttls, int tls)
    {
        (StartTlsPort, TlsPort) = (starttls, tls);
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_111_111);
        foreach (var part in new[] { "spool", "mail" })
        {
            File.SetUnixFileMode(_folder.CreateSubdirectory(part).FullName, (UnixFileMode)0b111_111_111);
        }

        WriteCertificate();
        File.WriteAllText(In("exim.conf"), Configuration());
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/exim4", ["-bdf", "-C", In("exim.conf")]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    public int StartTlsPort { get; }

    public int TlsPort { get; }

    /// <summary>The certificate, for SSL_CERT_FILE.</summary>
    public string Certificate => In("cert.pem");

    public static async Task<MailServer> StartAsync(CancellationToken cancel)
    {
        var server = new MailServer(FreePort(), FreePort());
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, server.StartTlsPort, cancel);
                return server;
            }
            catch (SocketException) when (tries < 100 && !server._process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancel);
            }
            catch (SocketException refused) when (server._process.HasExited)
            {
                throw new InvalidOperationException($"Exim ended at once (only root may start it): {await server._process.StandardError.ReadToEndAsync(cancel)}", refused);
            }
        }
    }

    /// <summary>File with the mail as it was received, once it was delivered.</summary>
    public async Task<string> ReceivedAsync(CancellationToken cancel)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (File.Exists(In("mail/received")) && new FileInfo(In("mail/received")).Length > 0)
            {
                return In("mail/received");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancel);
        }

        throw new TimeoutException($"No mail was delivered. {string.Join('\n', Directory.GetFiles(In("spool"), "*log").Select(File.ReadAllText))}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(In("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private string Configuration() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $$$"""
        keep_environment =
        exim_path = /usr/sbin/exim4
        primary_hostname = mail.example.com
        spool_directory = {{{In("spool")}}}
        log_file_path = {{{In("spool")}}}/%slog
        pid_file_path = {{{In("exim.pid")}}}
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = {{{StartTlsPort}}} : {{{TlsPort}}}
        tls_on_connect_ports = {{{TlsPort}}}
        tls_certificate = {{{Certificate}}}
        tls_privatekey = {{{In("key.pem")}}}
        tls_advertise_hosts = *
        auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
        rfc1413_hosts = :
        acl_smtp_rcpt = rcpt
        acl_smtp_data = accept
        begin acl
        rcpt:
          accept authenticated = *
          deny message = log in first
        begin routers
        all:
          driver = accept
          transport = file
        begin transports
        file:
          driver = appendfile
          file = {{{In("mail/received")}}}
          user = $exim_uid
          group = $exim_gid
          no_check_owner
        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_prompts = :
          server_condition = CONDITION
          server_set_id = $auth2

        """).Replace("CONDITION", "${if and{{eq{$auth2}{" + User + "}}{eq{$auth3}{" + Password + "}}}}", StringComparison.Ordinal);
}
