using LeakGate.Observation.Load.Imports;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Configuration.Drafts;
using LeakGate.Runs.Configuration.Values;

namespace LeakGate.Cli.Verbs;

/// <summary>Puts together what a new file says: from what was asked for, what a file holds, and what is seen on this machine.</summary>
internal sealed class InitDraft(CliHost host, InitTexts said)
{
    private static readonly Uri UsualAddress = new("http://127.0.0.1:5000");

    /// <summary>Whether the address of the last draft was nobody's: then it must be put right.</summary>
    public bool UrlIsUnknown { get; private set; }

    /// <summary>The draft.</summary>
    /// <param name="request">What was asked for; right in every part.</param>
    /// <param name="url">Address and request of <c>--url</c>.</param>
    /// <param name="import">What the file holds.</param>
    /// <param name="folder">Folder that the new file goes to.</param>
    /// <param name="cancel">Ends the look for a health path.</param>
    public async Task<ConfigurationDraft> OfAsync(InitRequest request, CommandUrl? url, ImportResult.Valid? import, string folder, CancellationToken cancel)
    {
        (Uri address, string? remark) = Address(url?.Base, import?.Address);
        ListeningProcess? listener = address.IsLoopback ? ListeningProcess.All().FirstOrDefault(process => process.Port == address.Port) : null;
        string? health = request.Health ?? (UrlIsUnknown ? null : await HealthGuess.FindAsync(address, TimeProvider.System, cancel));
        string workDir = Path.GetRelativePath(folder, host.CurrentFolder);
        return new ConfigurationDraft
        {
            Target = Name(request.Command ?? listener?.Command, import?.Title),
            Command = request.Command,
            WorkDir = workDir == "." ? null : workDir,
            Port = address.Port,
            Listener = listener is null ? null : InitTexts.Listener(listener.Shown, listener.ProcessId),
            Url = address,
            UrlRemarks = remark is null ? [] : [remark],
            Health = health,
            From = request.OpenApi ?? request.Http ?? request.Har,
            Remarks = import?.Remarks ?? [],
            Requests = import?.Requests ?? [new DraftRequest("GET", FileText.Value(url?.Path ?? "/"))],
            Schema = InitVerb.SchemaFile,
        };
    }

    private (Uri Address, string? Remark) Address(Uri? asked, Uri? named)
    {
        UrlIsUnknown = asked is null && named?.IsLoopback is not true;
        return asked is not null ? (asked, asked.IsLoopback ? null : said.NotLoopback())
            : named is null ? (UsualAddress, said.UrlUnknown())
            : named.IsLoopback ? (named, null)
            : (UsualAddress, said.UrlElsewhere(AddressText.WithoutLogin(named.OriginalString)));
    }

    private static string Name(IReadOnlyList<string>? command, string? title)
    {
        if (command is not null)
        {
            return TargetName.Of(command);
        }

        string words = string.Join('-', (title ?? "").ToLowerInvariant().Split([' ', '\t', '\n', '/', ':'], StringSplitOptions.RemoveEmptyEntries));
        string clean = new([.. words.Where(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.').Take(64)]);
        clean = clean.Trim('-', '_', '.');
        return clean.Length == 0 ? "service" : clean;
    }
}
