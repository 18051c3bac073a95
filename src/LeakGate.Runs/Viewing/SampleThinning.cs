namespace LeakGate.Runs.Viewing;

/// <summary>
/// Fewer samples that draw the same curves. Time is cut into spans of equal length; of each span every column keeps its first, its
/// smallest, its largest and its last value and the edges of its gaps, so no spike and no gap is lost. A sample that is kept is kept
/// whole.
/// </summary>
public static class SampleThinning
{
    private const int FinestSpans = 16_384;
    private const int CoarsestSpans = 64;

    /// <summary>Thins columns to about <paramref name="cells"/> values, in as many spans as that allows.</summary>
    /// <param name="samples">Whole columns.</param>
    /// <param name="cells">Values that the result may hold, all columns together. Columns that fit come back as they are.</param>
    /// <returns><see cref="SampleColumns.Recorded"/> still tells how many samples there were.</returns>
    public static SampleColumns Thin(SampleColumns samples, long cells)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var width = samples.Values.Count + 2;
        var merged = samples with { Gaps = Merge(samples) };
        if ((long)samples.Time.Count * width <= cells)
        {
            return merged;
        }

        for (var spans = FinestSpans; ; spans /= 2)
        {
            var kept = Keep(samples, spans);
            if ((long)kept.Count * width <= cells || spans <= CoarsestSpans)
            {
                return merged with
                {
                    Time = [.. kept.Select(i => samples.Time[i])],
                    Requests = [.. kept.Select(i => samples.Requests[i])],
                    Values = samples.Values.ToDictionary(
                        pair => pair.Key, pair => (IReadOnlyList<double?>)[.. kept.Select(i => pair.Value[i])], StringComparer.Ordinal),
                };
            }
        }
    }

    private static List<int> Keep(SampleColumns samples, int spans)
    {
        var (first, last) = (samples.Time[0], samples.Time[^1]);
        var scale = last > first ? spans / (last - first) : 0;
        int SpanOf(int i) => Math.Min(spans - 1, (int)((samples.Time[i] - first) * scale));
        var marked = new bool[samples.Time.Count];
        marked[0] = marked[^1] = true;
        foreach (var column in samples.Values.Values)
        {
            for (var start = 0; start < column.Count;)
            {
                var end = start + 1;
                for (; end < column.Count && SpanOf(end) == SpanOf(start); end++)
                {
                    // To the end of the span.
                }

                Mark(column, start, end, marked);
                start = end;
            }
        }

        return [.. Enumerable.Range(0, marked.Length).Where(i => marked[i])];
    }

    private static void Mark(IReadOnlyList<double?> column, int start, int end, bool[] marked)
    {
        var (smallest, largest, firstGap, lastGap) = (-1, -1, -1, -1);
        for (var i = start; i < end; i++)
        {
            if (column[i] is { } value)
            {
                smallest = smallest < 0 || value < column[smallest] ? i : smallest;
                largest = largest < 0 || value > column[largest] ? i : largest;
            }
            else
            {
                firstGap = firstGap < 0 ? i : firstGap;
                lastGap = i;
            }
        }

        if (firstGap >= 0)
        {
            // The line ends and begins again where it did: the samples beside the gap are kept as well.
            marked[firstGap] = marked[lastGap] = true;
            marked[Math.Max(0, firstGap - 1)] = marked[Math.Min(marked.Length - 1, lastGap + 1)] = true;
        }

        if (start > 0 && column[start] != column[start - 1])
        {
            marked[start] = marked[start - 1] = true;
        }

        // A level line needs no more than its ends, which the spans beside it keep.
        if (smallest >= 0 && column[smallest] != column[largest])
        {
            marked[start] = marked[smallest] = marked[largest] = marked[end - 1] = true;
        }
    }

    /// <summary>Gaps of a column that follow one another for the same reason are one.</summary>
    private static List<SampleGap> Merge(SampleColumns samples)
    {
        var index = new Dictionary<double, int>();
        for (var i = 0; i < samples.Time.Count; i++)
        {
            index[samples.Time[i]] = i;
        }

        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        var merged = new List<SampleGap>();
        foreach (var gap in samples.Gaps)
        {
            if (open.TryGetValue(gap.Column, out var at) && merged[at] is var before && before.Reason == gap.Reason
                && index[gap.Time] - index[before.Until ?? before.Time] <= 1)
            {
                merged[at] = before with { Until = gap.Time };
            }
            else
            {
                open[gap.Column] = merged.Count;
                merged.Add(gap);
            }
        }

        return merged;
    }
}
