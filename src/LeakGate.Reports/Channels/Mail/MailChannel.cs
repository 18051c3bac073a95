using System.Globalization;
using System.Net;
using LeakGate.Reports.Channels.Delivery;
using LeakGate.Reports.Channels.Messages;
using LeakGate.Reports.Wording;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Plans;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace LeakGate.Reports.Channels.Mail;

/// <summary>E-mail, by SMTP with STARTTLS or TLS from the first byte (RFC 8314), and log-in.</summary>
internal sealed class MailChannel : IChannel
{
    private const int ImplicitPort = 465;

    private const int SubmissionPort = 587;

    public string Name => "email";

    public Outgoing Compose(RunMessage message, ChannelContext context)
    {
        var mail = MailMessage.Of(message, context);
        var (server, port, security) = Place(context.Plan);
        return new OutgoingMail(string.Create(CultureInfo.InvariantCulture, $"SMTP {server}:{port} ({security})"), MailMessage.Shown(mail), mail);
    }

    public async Task<Delivered> SendAsync(Outgoing outgoing, ChannelContext context, CancellationToken cancel)
    {
        var mail = ((OutgoingMail)outgoing).Mail;
        var (_, attempts) = await context.Retrying.RunAsync(limit => OnceAsync(mail, context.Plan, limit), context.Plan.Timeout, cancel);
        return new Delivered(attempts);
    }

    /// <summary>Server, port and how it is spoken to.</summary>
    internal static (string Server, int Port, string Security) Place(NotifyPlan plan)
    {
        var address = plan.Setting("username")?.Reveal() ?? plan.Setting("from")?.Reveal() ?? "";
        var known = KnownMailServers.Of(address);
        var asked = plan.Setting("tls")?.Reveal() ?? "auto";
        var port = plan.Setting("port") is { } written ? int.Parse(written.Reveal(), NumberStyles.None, CultureInfo.InvariantCulture)
            : plan.Setting("server") is null && known is { } guessed ? guessed.Port
            : asked == "implicit" ? ImplicitPort : SubmissionPort;
        var security = asked == "auto" ? (port == ImplicitPort ? "implicit" : "starttls") : asked;
        return (plan.Setting("server")?.Reveal() ?? known!.Value.Server, port, security);
    }

    private static async Task<bool> OnceAsync(MimeMessage mail, NotifyPlan plan, CancellationToken cancel)
    {
        var (server, port, security) = Place(plan);
        var login = plan.Setting("username") is { } username && plan.Setting("password") is { } password ? (Name: username.Reveal(), Password: password.Reveal()) : ((string Name, string Password)?)null;
        if (security == "none" && login is not null && !IsLoopback(server))
        {
            throw new DeliveryException($"{server}: the password is not sent in the clear; use TLS or leave username and password out");
        }

        // Servers of revocation lists are often out of reach of a pipeline, and their absence would fail every certificate.
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        try
        {
            await client.ConnectAsync(server, port, Option(security), cancel);
            if (login is { } known)
            {
                await client.AuthenticateAsync(known.Name, known.Password, cancel);
            }

            await client.SendAsync(mail, cancel);
        }
        catch (SmtpCommandException fault)
        {
            // RFC 5321, 4.2.1: 4yz may pass, 5yz does not.
            throw new DeliveryException(string.Create(CultureInfo.InvariantCulture, $"{server}: {(int)fault.StatusCode} {Said(fault)}"), fault) { IsTransient = (int)fault.StatusCode is >= 400 and < 500 };
        }
        catch (AuthenticationException fault)
        {
            throw new DeliveryException($"{server}: the log-in was refused: {Said(fault)}", fault) { IsTransient = IsTemporary(fault) };
        }
        catch (SslHandshakeException fault)
        {
            throw new DeliveryException($"{server}: TLS failed: {Said(fault.InnerException ?? fault)}", fault);
        }
        catch (NotSupportedException fault)
        {
            throw new DeliveryException($"{server}: {Said(fault)}", fault);
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException or ProtocolException or ServiceNotConnectedException)
        {
            throw new DeliveryException($"{server}: {Said(fault)}", fault) { IsTransient = true };
        }

        // The mail is taken: how the good-bye goes changes nothing.
        await client.DisconnectAsync(quit: false, CancellationToken.None);
        return true;
    }

    private static SecureSocketOptions Option(string security) => security switch
    {
        "implicit" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    /// <summary>
    /// Whether the server may take the same log-in later (RFC 4954, 6: 454, 421 and other 4yz). The library gives the code in its message
    /// alone: <c>454: 4.7.0 Temporary authentication failure</c>.
    /// </summary>
    private static bool IsTemporary(AuthenticationException fault) => fault.Message is ['4', >= '0' and <= '9', >= '0' and <= '9', ':', ..];

    private static string Said(Exception fault) => TextColumns.Fit(SafeText.Of(fault.Message), 200);

    private static bool IsLoopback(string server) => server == "localhost" || (IPAddress.TryParse(server, out var address) && IPAddress.IsLoopback(address));

    /// <summary>A mail as it goes out.</summary>
    private sealed record OutgoingMail(string Where, string Text, MimeMessage Mail) : Outgoing(Where, Text);
}
