namespace LeakGate.Observation.Probes.Proc;

/// <summary>Counts by kind, bounded when told: the 200 largest by name, the rest as <c>other</c>.</summary>
internal sealed class KindCounts
{
    public const int MostKinds = 200;
    public const string Rest = "other";

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Clear() => _counts.Clear();

    public void Add(string kind, long count = 1) => _counts[kind] = _counts.GetValueOrDefault(kind) + count;

    /// <summary>Adds the counts to a column of the set.</summary>
    public void AddTo(ReadingSet into, string column)
    {
        var told = 0;
        foreach (var (kind, count) in _counts
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            into.Count(column, told++ < MostKinds ? kind : Rest, count);
        }
    }
}
