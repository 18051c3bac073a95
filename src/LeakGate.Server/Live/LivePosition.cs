using System.Globalization;

namespace LeakGate.Server.Live;

/// <summary>
/// How far a reader has come in the files of a run: a byte offset for each target, with <c>v</c> once its verdict was told. As text it is
/// the id of an event, so whoever comes back with it gets what follows, neither less nor twice.
/// </summary>
internal sealed class LivePosition
{
    private readonly SortedDictionary<string, (long Offset, bool Verdict)> _targets = new(StringComparer.Ordinal);

    /// <summary>Reads an id; <see langword="null"/>: it is none.</summary>
    public static LivePosition? Parse(string? text)
    {
        LivePosition position = new();
        foreach (string part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = part.Split(':');
            if (words.Length != 2 || !SafeName.Is(words[0])
                || !long.TryParse(words[1].TrimEnd('v'), NumberStyles.None, CultureInfo.InvariantCulture, out long offset))
            {
                return null;
            }

            position._targets[words[0]] = (offset, words[1].EndsWith('v'));
        }

        return position;
    }

    public (long Offset, bool Verdict) Of(string target) => _targets.GetValueOrDefault(target);

    public void Move(string target, long offset, bool verdict = false) => _targets[target] = (offset, verdict);

    public override string ToString() => string.Join(
        ',', _targets.Select(target => string.Create(CultureInfo.InvariantCulture, $"{target.Key}:{target.Value.Offset}{(target.Value.Verdict ? "v" : "")}")));
}
