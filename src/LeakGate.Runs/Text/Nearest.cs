namespace LeakGate.Runs.Text;

/// <summary>Finds the word that was probably meant.</summary>
public static class Nearest
{
    /// <summary>
    /// The known word nearest to a misspelt one, or <see langword="null"/> when none is near: at most one slip in three letters,
    /// and never more than three. Case does not count. Among equals the first wins.
    /// </summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        string lower = word.ToLowerInvariant();
        (string? best, int distance) = (null, int.MaxValue);
        foreach (string candidate in known)
        {
            int slips = Distance(lower, candidate.ToLowerInvariant());
            int allowed = Math.Clamp(Math.Max(word.Length, candidate.Length) / 3, 1, 3);
            if (slips <= allowed && slips < distance)
            {
                (best, distance) = (candidate, slips);
            }
        }

        return best;
    }

    /// <summary>
    /// Damerau–Levenshtein distance in its restricted form (optimal string alignment): the least number of insertions, deletions,
    /// substitutions and swaps of neighbours, no part edited twice.
    /// Source: F. Damerau, Communications of the ACM 7 (3), 1964.
    /// </summary>
    public static int Distance(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);

        // Three rows are enough: a swap looks two rows back.
        int[] beforeLast = new int[b.Length + 1];
        int[] last = new int[b.Length + 1];
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
