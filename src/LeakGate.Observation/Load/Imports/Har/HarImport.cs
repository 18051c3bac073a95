using LeakGate.Runs.Configuration.Drafts;
using LeakGate.Runs.Text;

namespace LeakGate.Observation.Load.Imports.Har;

/// <summary>
/// Requests of a HAR recording: of one host, static files left out, each method and path once with the number of its requests as weight.
/// Cookies, keys and passwords are not taken over. Pure; safe for use from several threads.
/// </summary>
public static class HarImport
{
    /// <summary>Reads a recording.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="wanted">Address that requests shall go to; where none of the recording goes there, the most common host is taken.</param>
    /// <param name="language">Language of errors and remarks.</param>
    public static ImportResult Read(string text, string file, Uri? wanted, Language language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        ImportScan scan = new(file, language);
        if (HarEntries.Of(text, scan) is not { } entries)
        {
            return new ImportResult.Invalid(scan.Errors);
        }

        HarRequest[] all = [.. entries.Select(entry => HarRequest.Of(entry, scan)).OfType<HarRequest>()];
        if (entries.Count == 0)
        {
            scan.Error(1, 1, scan.Texts.NoRequests());
        }

        if (scan.Errors.Count > 0)
        {
            return new ImportResult.Invalid(scan.Errors);
        }

        HarRequest[] web = [.. all.Where(request => !request.Skip)];
        HostChoice hosts = HostChoice.Of(web.Where(request => !request.IsStatic).Select(request => request.Address), wanted);
        HarRequest[] ours = [.. web.Where(request => !request.IsStatic && !hosts.IsOther(request.Address))];
        DraftRequest[] requests = [.. ours.GroupBy(request => request.Key, StringComparer.Ordinal).Select(group => Merged([.. group], scan.Texts))];
        if (!RequestMix.HasAny(requests))
        {
            scan.Error(entries[0].Line, entries[0].Column, requests.Length == 0 ? scan.Texts.NoRequests() : scan.Texts.NothingToSend(requests[0].LeftOut!));
            return new ImportResult.Invalid(scan.Errors);
        }

        int statics = web.Count(request => request.IsStatic);
        int others = web.Length - statics - ours.Length;
        int rest = all.Length - web.Length;
        return new ImportResult.Valid(RequestMix.WithinBounds(requests))
        {
            Address = hosts.Address,
            Remarks = [.. hosts.Remarks(scan.Texts), .. statics + others + rest > 0 ? [scan.Texts.Skipped(statics, others, rest)] : Array.Empty<string>()],
        };
    }

    /// <summary>Requests of one method and path as one: the first that can be sent, as often as such were recorded.</summary>
    private static DraftRequest Merged(IReadOnlyList<HarRequest> group, ImportTexts texts)
    {
        HarRequest[] sent = [.. group.Where(request => request.Request.LeftOut is null)];
        if (sent.Length == 0)
        {
            return group[0].Request;
        }

        int different = sent.Select(request => (request.Request.Path, request.Request.Body)).Distinct().Count();
        return sent[0].Request with { Weight = sent.Length, Remarks = different > 1 ? [texts.Merged(different)] : [] };
    }
}
