using Dapper;

namespace LeakGate.History.Sql;

/// <summary>A filter as a condition with parameters; nothing that was typed becomes SQL.</summary>
internal static class RunFilter
{
    public static (string Where, DynamicParameters Values) Of(HistoryFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var values = new DynamicParameters();
        var conditions = new List<string>();
        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                values.Add(name, value);
            }
        }

        Add("target = @Target", "Target", filter.Target);
        Add("branch = @Branch", "Branch", filter.Branch);
        Add(@"commit_id LIKE @Commit ESCAPE '\'", "Commit", filter.Commit is { } commit ? Literal(commit) + "%" : null);
        Add("verdict = @Verdict", "Verdict", filter.Verdict);
        Add("profile = @Profile", "Profile", filter.Profile);
        Add("started >= @From", "From", filter.From?.ToUnixTimeMilliseconds());
        Add("started < @Before", "Before", filter.Before?.ToUnixTimeMilliseconds());
        Add(
            @"(run_id LIKE @Text ESCAPE '\' OR target LIKE @Text ESCAPE '\' OR branch LIKE @Text ESCAPE '\' OR commit_id LIKE @Text ESCAPE '\')",
            "Text",
            filter.Text is { Length: > 0 } text ? "%" + Literal(text) + "%" : null);
        return (conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions), values);
    }

    private static string Literal(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
