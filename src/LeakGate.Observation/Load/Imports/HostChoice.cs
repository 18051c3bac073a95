namespace LeakGate.Observation.Load.Imports;

/// <summary>The one address that requests of a file go to: the one that was asked for, else the most common.</summary>
internal sealed class HostChoice
{
    private readonly string? _kept;
    private readonly Uri? _wanted;

    private HostChoice(string? kept, Uri? wanted) => (_kept, _wanted) = (kept, wanted);

    /// <summary>Address of the requests that are kept; <see langword="null"/>: the file names none.</summary>
    public Uri? Address => _kept is null ? null : new Uri(_kept);

    public static HostChoice Of(IEnumerable<string> addresses, Uri? wanted)
    {
        string[] all = [.. addresses];
        string? asked = wanted is null ? null : Authority(wanted);
        return new HostChoice(asked is not null && all.Contains(asked, StringComparer.OrdinalIgnoreCase) ? asked : RequestMix.MostCommon(all), wanted);
    }

    public static string Authority(Uri url) => new UriBuilder(url) { UserName = "", Password = "" }.Uri.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether a request goes elsewhere; one that names no host does not.</summary>
    public bool IsOther(string? address) => address is not null && !address.Equals(_kept, StringComparison.OrdinalIgnoreCase);

    /// <summary>That the file names another host than the one asked for, if it does.</summary>
    public IReadOnlyList<string> Remarks(ImportTexts texts) =>
        _wanted is not null && _kept is not null && !_kept.Equals(Authority(_wanted), StringComparison.OrdinalIgnoreCase) ? [texts.SentElsewhere(_kept)] : [];
}
