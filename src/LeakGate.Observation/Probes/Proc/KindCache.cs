using System.Text;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// The kind of a name that was seen before, without making it out again: the same descriptors and threads come in every block. Bounded; not
/// thread safe.
/// </summary>
/// <param name="kindOf">Makes out the kind of a name.</param>
internal sealed class KindCache(Func<string, string> kindOf)
{
    private const int MostNames = 8192;
    private const int LongestName = 512;

    private readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal);

    /// <summary>The kind of a name in UTF-8.</summary>
    public string Of(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestName)
        {
            return kindOf(Encoding.UTF8.GetString(name));
        }

        Span<char> text = stackalloc char[LongestName];
        text = text[..Encoding.UTF8.GetChars(name, text)];
        var known = _kinds.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(text, out var kind))
        {
            return kind;
        }

        if (_kinds.Count >= MostNames)
        {
            _kinds.Clear();
        }

        kind = kindOf(text.ToString());
        known[text] = kind;
        return kind;
    }
}
