namespace LeakGate.Runs.Configuration;

/// <summary>Where well-known mail domains take mail, as their own help pages say. Port 465 begins with TLS, 587 by STARTTLS.</summary>
public static class KnownMailServers
{
    private static readonly Dictionary<string, (string Server, int Port)> Servers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gmail.com"] = ("smtp.gmail.com", 587),
        ["googlemail.com"] = ("smtp.gmail.com", 587),
        ["outlook.com"] = ("smtp-mail.outlook.com", 587),
        ["hotmail.com"] = ("smtp-mail.outlook.com", 587),
        ["live.com"] = ("smtp-mail.outlook.com", 587),
        ["office365.com"] = ("smtp.office365.com", 587),
        ["yahoo.com"] = ("smtp.mail.yahoo.com", 465),
        ["icloud.com"] = ("smtp.mail.me.com", 587),
        ["me.com"] = ("smtp.mail.me.com", 587),
        ["gmx.com"] = ("mail.gmx.com", 587),
        ["gmx.de"] = ("mail.gmx.net", 587),
        ["web.de"] = ("smtp.web.de", 587),
        ["zoho.com"] = ("smtp.zoho.com", 465),
        ["fastmail.com"] = ("smtp.fastmail.com", 465),
        ["yandex.ru"] = ("smtp.yandex.ru", 465),
        ["yandex.com"] = ("smtp.yandex.com", 465),
        ["ya.ru"] = ("smtp.yandex.ru", 465),
        ["mail.ru"] = ("smtp.mail.ru", 465),
        ["bk.ru"] = ("smtp.mail.ru", 465),
        ["inbox.ru"] = ("smtp.mail.ru", 465),
        ["list.ru"] = ("smtp.mail.ru", 465),
        ["rambler.ru"] = ("smtp.rambler.ru", 465),
    };

    /// <summary>Server and port for an address; <see langword="null"/>: its domain is not known.</summary>
    public static (string Server, int Port)? Of(string address) => Servers.TryGetValue(DomainOf(address), out var server) ? server : null;

    /// <summary>What stands behind the last <c>@</c>; empty without one.</summary>
    public static string DomainOf(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        return at < 0 ? "" : address[(at + 1)..];
    }
}
