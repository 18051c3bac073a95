using System.Buffers;
using System.Globalization;
using LeakGate.Observation.Probes.Proc;

namespace LeakGate.Observation.Probes.Redis;

/// <summary>
/// Keys that nobody gave a time to live, of the whole server: how many there are (exact, by <c>INFO keyspace</c>), and what most of them are
/// called, by a sample of the database that has most of them.
/// </summary>
internal static class RedisKeys
{
    /// <summary>Keys that are looked at, at most: about two hundredths of a second of the server's time.</summary>
    public const int MostSampled = 4_000;

    private const int Page = 500;

    /// <summary>A <c>SCAN</c> may give an empty page; so many pages are enough for the sample where keys are not scattered thinly.</summary>
    private const int MostPages = 32;

    private const int LongestPrefix = 40;
    private const int LongestName = 8;

    private const string NoExpiry = "-1";

    private static readonly SearchValues<char> Separators = SearchValues.Create("/|.-_");

    /// <summary>Keys without expiry by database, from an answer to <c>INFO keyspace</c>: <c>db0:keys=12,expires=2,avg_ttl=0</c>.</summary>
    public static Dictionary<int, long> WithoutExpiry(string info)
    {
        var found = new Dictionary<int, long>();
        foreach (var line in info.Split('\n'))
        {
            var parts = line.Trim().Split([':', ',']);
            if (parts is [['d', 'b', .. var number], ['k', 'e', 'y', 's', '=', .. var keys], ['e', 'x', 'p', 'i', 'r', 'e', 's', '=', .. var expires], ..]
                && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var database)
                && long.TryParse(keys, NumberStyles.None, CultureInfo.InvariantCulture, out var all)
                && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var some))
            {
                found[database] = Math.Max(0, all - some);
            }
        }

        return found;
    }

    /// <summary>
    /// What comes before the first <c>:</c> of a key, or else before another separator, with it and with <c>*</c> in place of digits. Of a key
    /// without any only the beginning: the whole of it may be a secret.
    /// </summary>
    public static string Prefix(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        var end = colon > 0 ? colon : key.AsSpan().IndexOfAny(Separators);
        var (name, most) = end > 0 ? (key[..(end + 1)], LongestPrefix) : (key, LongestName);
        name = NamePattern.Of(name);
        return name.Length > most ? name[..most] + "…" : name;
    }

    /// <summary>How many of the keys that were looked at have no expiry, by prefix.</summary>
    /// <param name="session">Its database is changed.</param>
    /// <param name="database">Whose keys.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<Dictionary<string, long>> SampleAsync(RedisSession session, int database, CancellationToken cancel)
    {
        _ = await session.AskAsync(cancel, "SELECT", database.ToString(CultureInfo.InvariantCulture));
        var prefixes = new Dictionary<string, long>(StringComparer.Ordinal);
        var (cursor, sampled) = ("0", 0);
        for (var page = 0; page < MostPages && sampled < MostSampled; page++)
        {
            var answer = await session.AskAsync(cancel, "SCAN", cursor, "COUNT", Page.ToString(CultureInfo.InvariantCulture));
            if (answer.Items is not [{ Text: { } next }, { Items: var found }])
            {
                throw new IOException("what it answers to SCAN is in no known form");
            }

            var keys = found.Select(key => key.Text).OfType<string>().Take(MostSampled - sampled).ToList();
            await session.SendAsync(keys.Select(key => (string[])["PTTL", key]), cancel);
            foreach (var key in keys)
            {
                if ((await session.AnswerAsync(cancel)).Text == NoExpiry)
                {
                    prefixes[Prefix(key)] = prefixes.GetValueOrDefault(Prefix(key)) + 1;
                }
            }

            sampled += keys.Count;
            cursor = next;
            if (cursor == "0")
            {
                break;
            }
        }

        return prefixes;
    }
}
