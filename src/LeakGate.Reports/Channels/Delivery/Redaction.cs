using LeakGate.Runs.Plans;

namespace LeakGate.Reports.Channels.Delivery;

/// <summary>Takes the secrets of a channel out of a text, whoever wrote it: a server may repeat what it was sent.</summary>
public sealed class Redaction
{
    private static readonly string[] SecretKeys = ["webhook", "url", "token", "secret", "password"];

    /// <summary>Shorter texts are no secrets, and would tear every message apart.</summary>
    private const int Shortest = 4;

    /// <summary>Part of an address that may be a key by itself: longer than the words that stand in the addresses of webhooks.</summary>
    private const int ShortestPart = 10;

    private readonly string[] _secrets;

    /// <summary>Of a channel and of what it takes from the environment.</summary>
    public Redaction(NotifyPlan plan, params string?[] more)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var values = SecretKeys.Select(key => plan.Setting(key)?.Reveal()).Concat(more).OfType<string>().ToList();
        var paths = values.Select(value => Uri.TryCreate(value, UriKind.Absolute, out var address) ? address.PathAndQuery : null).OfType<string>().ToList();
        var parts = paths.SelectMany(path => path.Split('/', '?', '&', '=')).Where(part => part.Length >= ShortestPart);
        _secrets = [.. values.Concat(paths).Where(value => value.Length >= Shortest).Concat(parts).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length)];
    }

    /// <summary>The text with each secret masked.</summary>
    public string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, Secret.Mask, StringComparison.Ordinal));
    }

    /// <summary>An address by its scheme and host alone; the rest may be a key.</summary>
    public static string Address(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return $"{address.Scheme}://{address.Authority}/{(address.PathAndQuery.Length > 1 ? Secret.Mask : "")}";
    }
}
