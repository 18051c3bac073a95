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
        Add("run_id = @RunId", "RunId", filter.RunId);
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

    /// <summary>The order of a list; every key is followed by the run and the target, so that no two rows are equal.</summary>
    public static string Order(HistoryFilter filter)
    {
        var direction = filter.Ascending ? "ASC" : "DESC";
        return $"{Key(filter.Order)} {direction}, run_id {direction}, target {direction}";
    }

    /// <summary>The condition that only what follows the mark fulfils.</summary>
    public static string Following(HistoryFilter filter, string where, DynamicParameters values)
    {
        if (filter.After is not { } mark)
        {
            return where;
        }

        values.Add("MarkKey", mark.Key);
        values.Add("MarkRun", mark.RunId);
        values.Add("MarkTarget", mark.Target);
        return $"{where}{(where.Length == 0 ? " WHERE " : " AND ")}({Key(filter.Order)}, run_id, target) {(filter.Ascending ? ">" : "<")} (@MarkKey, @MarkRun, @MarkTarget)";
    }

    private static string Key(HistoryOrder order) => order switch
    {
        HistoryOrder.Started => "started",
        HistoryOrder.Duration => "duration",
        HistoryOrder.Requests => "requests",
        HistoryOrder.Target => "target",
        HistoryOrder.Verdict => "verdict",
        HistoryOrder.Branch => "branch",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "No such order."),
    };

    private static string Literal(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
