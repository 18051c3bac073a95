namespace LeakGate.Runs.Configuration.Values;

/// <summary>Paths of requests: <c>/api/cache?size=1</c>.</summary>
public static class PathText
{
    /// <summary>Whether a path holds what cannot stand in the first line of a request: blanks, control characters, <c>#</c>.</summary>
    public static bool HasForbidden(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '#');
    }

    /// <summary>The path with its <c>{{templates}}</c> left out: inside one a blank parts the arguments.</summary>
    public static string WithoutTemplates(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string rest = path;
        for (int open = Open(rest, 0); open >= 0; open = Open(rest, open))
        {
            int close = rest.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                return rest[..open];
            }

            rest = rest.Remove(open, close + 2 - open);
        }

        return rest;
    }

    private static int Open(string text, int from) => text.IndexOf("{{", from, StringComparison.Ordinal);
}
