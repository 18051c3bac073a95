using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using LeakGate.Runs;
using LeakGate.Runs.Notices;

namespace LeakGate.History.Sql;

/// <summary>The history in a database: the same statements for SQLite and PostgreSQL.</summary>
internal sealed class SqlHistory : IHistory
{
    private const string RowColumns =
        "run_id AS RunId, target AS Target, started AS Started, duration AS Duration, verdict AS Verdict, reason AS Reason, severity AS Severity, "
        + "profile AS Profile, branch AS Branch, commit_id AS CommitId, requests AS Requests";

    private readonly Dialect _dialect;

    private SqlHistory(Dialect dialect) => _dialect = dialect;

    public static async Task<SqlHistory> OpenAsync(Dialect dialect, CancellationToken cancel)
    {
        var history = new SqlHistory(dialect);
        await history.DoAsync(connection => MigrateAsync(connection, dialect, cancel), cancel);
        return history;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<bool> AddAsync(HistoryRun run, CancellationToken cancel) => DoAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var added = await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO run (run_id, target, started, duration, verdict, reason, severity, profile, branch, commit_id, requests, source, document)
                VALUES (@RunId, @Target, @Started, @Duration, @Verdict, @Reason, @Severity, @Profile, @Branch, @CommitId, @Requests, @Source, @Document)
                ON CONFLICT (run_id, target) DO NOTHING
                """,
                RowOf(run),
                transaction,
                cancellationToken: cancel));
            if (added == 0)
            {
                return false;
            }

            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO resource (run_id, target, resource, started, verdict, estimate, low, high, level, margin)
                VALUES (@RunId, @Target, @Resource, @Started, @Verdict, @Estimate, @Low, @High, @Level, @Margin)
                """,
                ResourcesOf(run.Verdict),
                transaction,
                cancellationToken: cancel));
            await transaction.CommitAsync(cancel);
            return true;
        },
        cancel);

    public Task<HistoryPage> ListAsync(HistoryFilter filter, CancellationToken cancel) => DoAsync(
        async connection =>
        {
            var (where, values) = RunFilter.Of(filter);
            var total = await connection.ExecuteScalarAsync<long>(new CommandDefinition($"SELECT count(*) FROM run{where}", values, cancellationToken: cancel));
            values.Add("Take", Math.Clamp(filter.Take, 1, 500));
            values.Add("Skip", Math.Max(0, filter.Skip));
            var rows = await connection.QueryAsync<RunRow>(new CommandDefinition(
                $"SELECT {RowColumns} FROM run{RunFilter.Following(filter, where, values)} ORDER BY {RunFilter.Order(filter)} LIMIT @Take OFFSET @Skip", values, cancellationToken: cancel));
            var page = rows.Select(row => row.ToRow()).ToList();
            var stood = await BaselinesAsync(connection, page, cancel);
            return new HistoryPage(
                [.. page.Select(row => stood.TryGetValue((row.RunId, row.Target), out var baseline) ? row with { Baseline = baseline.Decision, BaselineBranch = baseline.Branch } : row)],
                total);
        },
        cancel);

    /// <summary>How the runs of a page stood: asked for these alone, since it stands inside the documents.</summary>
    private async Task<Dictionary<(string RunId, string Target), (string Decision, string Branch)>> BaselinesAsync(
        DbConnection connection, List<HistoryRow> page, CancellationToken cancel)
    {
        if (page.Count == 0)
        {
            return new Dictionary<(string, string), (string, string)>();
        }

        // A list as one parameter means something else to each of the two databases.
        DynamicParameters runs = new();
        var names = page.Select(row => row.RunId).Distinct(StringComparer.Ordinal).Select((run, i) =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Run{i}");
            runs.Add(name, run);
            return "@" + name;
        }).ToList();
        var rows = await connection.QueryAsync<(string RunId, string Target, string? Decision, string? Branch)>(new CommandDefinition(
            $"SELECT run_id, target, {_dialect.Baseline("decision")}, {_dialect.Baseline("branch")} FROM run WHERE run_id IN ({string.Join(", ", names)})", runs, cancellationToken: cancel));
        return rows.Where(row => row.Decision is not null).ToDictionary(row => (row.RunId, row.Target), row => (row.Decision!, row.Branch ?? ""));
    }

    public Task<HistoryRun?> FindAsync(string runId, string target, CancellationToken cancel) => DoAsync(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<(string Document, string Branch, string CommitId, string Source)?>(new CommandDefinition(
                "SELECT document, branch, commit_id, source FROM run WHERE run_id = @runId AND target = @target", new { runId, target }, cancellationToken: cancel));
            return row is not { } found ? null : new HistoryRun
            {
                Verdict = JsonSerializer.Deserialize<VerdictDocument>(found.Document, RunJson.Line)
                    ?? throw new HistoryException($"{_dialect.Place}: run {runId}, target {target}: the verdict document is empty."),
                Branch = found.Branch,
                Commit = found.CommitId,
                Source = found.Source,
            };
        },
        cancel);

    public Task<IReadOnlyList<TrendPoint>> TrendAsync(string target, string resource, string? branch, int last, CancellationToken cancel) => DoAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<TrendRow>(new CommandDefinition(
                """
                SELECT r.run_id AS RunId, r.started AS Started, r.branch AS Branch, r.commit_id AS CommitId,
                  s.verdict AS Verdict, s.estimate AS Estimate, s.low AS Low, s.high AS High, s.level AS Level, s.margin AS Margin
                FROM resource s JOIN run r ON r.run_id = s.run_id AND r.target = s.target
                WHERE s.target = @target AND s.resource = @resource AND (@branch IS NULL OR r.branch = @branch)
                ORDER BY s.started DESC, s.run_id DESC LIMIT @last
                """,
                new { target, resource, branch = new DbString { Value = branch }, last = Math.Max(1, last) },
                cancellationToken: cancel));
            return (IReadOnlyList<TrendPoint>)[.. rows.Reverse().Select(row => row.ToPoint())];
        },
        cancel);

    public Task<IReadOnlyList<TargetStatistics>> TargetsAsync(CancellationToken cancel) => DoAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<(string Target, string Verdict, long Runs, long First, long Last, double Seconds, long Requests)>(new CommandDefinition(
                """
                SELECT target, verdict, count(*), min(started), max(started), sum(duration), CAST(sum(requests) AS BIGINT)
                FROM run GROUP BY target, verdict ORDER BY target, verdict
                """,
                cancellationToken: cancel));
            return (IReadOnlyList<TargetStatistics>)[.. rows.GroupBy(row => row.Target, StringComparer.Ordinal).Select(rows => new TargetStatistics(
                rows.Key,
                rows.ToDictionary(row => row.Verdict, row => row.Runs, StringComparer.Ordinal),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.Min(row => row.First)),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.Max(row => row.Last)),
                rows.Sum(row => row.Seconds) / rows.Sum(row => row.Runs),
                rows.Sum(row => row.Requests)))];
        },
        cancel);

    public Task<IReadOnlyList<LatestGrowth>> LatestAsync(CancellationToken cancel) => DoAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<(string RunId, string Target, string Resource, long Started, string Verdict, double? Estimate, double? Low, double? High, double? Level, double Margin)>(new CommandDefinition(
                """
                SELECT run_id, target, resource, started, verdict, estimate, low, high, level, margin FROM (
                  SELECT resource.*, row_number() OVER (PARTITION BY target, resource ORDER BY started DESC, run_id DESC) AS place FROM resource) AS placed
                WHERE place = 1 ORDER BY target, resource
                """,
                cancellationToken: cancel));
            return (IReadOnlyList<LatestGrowth>)[.. rows.Select(row => new LatestGrowth(
                row.RunId, row.Target, row.Resource, DateTimeOffset.FromUnixTimeMilliseconds(row.Started), row.Verdict, row.Estimate, row.Low, row.High, row.Level, row.Margin))];
        },
        cancel);

    public Task<bool> PinAsync(string target, string branch, string runId, CancellationToken cancel) => DoAsync(
        async connection => await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO pin (target, branch, run_id) SELECT target, @branch, run_id FROM run WHERE target = @target AND run_id = @runId
            ON CONFLICT (target, branch) DO UPDATE SET run_id = excluded.run_id
            """,
            new { target, branch, runId },
            cancellationToken: cancel)) == 1,
        cancel);

    public Task<string?> PinnedAsync(string target, string branch, CancellationToken cancel) => DoAsync(
        connection => connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT run_id FROM pin WHERE target = @target AND branch = @branch", new { target, branch }, cancellationToken: cancel)),
        cancel);

    public Task<bool> UnpinAsync(string target, string branch, CancellationToken cancel) => DoAsync(
        async connection => await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM pin WHERE target = @target AND branch = @branch", new { target, branch }, cancellationToken: cancel)) == 1,
        cancel);

    public Task<int> TrimAsync(Retention retention, DateTimeOffset now, CancellationToken cancel) => DoAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM run WHERE NOT EXISTS (SELECT 1 FROM pin WHERE pin.target = run.target AND pin.run_id = run.run_id)
            AND (started < @oldest OR (run_id, target) IN (
              SELECT run_id, target FROM (
                SELECT run_id, target, row_number() OVER (PARTITION BY target ORDER BY started DESC, run_id DESC) AS place FROM run) AS placed
              WHERE place > @most))
            """,
            new { oldest = (now - retention.Age).ToUnixTimeMilliseconds(), most = retention.Runs },
            cancellationToken: cancel)),
        cancel);

    private static async Task<bool> MigrateAsync(DbConnection connection, Dialect dialect, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var first in new[] { dialect.Lock, dialect.Typed(Migrations.Version) }.Where(sql => sql.Length > 0))
        {
            await connection.ExecuteAsync(new CommandDefinition(first, transaction: transaction, cancellationToken: cancel));
        }

        var at = await connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT max(version) FROM history_version", transaction: transaction, cancellationToken: cancel)) ?? 0;
        if (at > Migrations.Steps.Count)
        {
            throw new HistoryException(string.Create(
                CultureInfo.InvariantCulture, $"{dialect.Place}: a newer LeakGate wrote this history (version {at}; this one knows {Migrations.Steps.Count}). Update LeakGate."));
        }

        foreach (var step in Migrations.Steps.Skip((int)at))
        {
            await connection.ExecuteAsync(new CommandDefinition(dialect.Typed(step), transaction: transaction, cancellationToken: cancel));
        }

        if (at < Migrations.Steps.Count)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO history_version (version) VALUES (@version)", new { version = Migrations.Steps.Count }, transaction, cancellationToken: cancel));
        }

        await transaction.CommitAsync(cancel);
        return true;
    }

    private static object RowOf(HistoryRun run) => new
    {
        run.Verdict.RunId,
        run.Verdict.Target,
        Started = run.Verdict.Started.ToUnixTimeMilliseconds(),
        Duration = run.Verdict.DurationSeconds,
        Verdict = run.Verdict.Verdict.ToString().ToLowerInvariant(),
        run.Verdict.Reason,
        run.Verdict.Severity,
        run.Verdict.Profile,
        run.Branch,
        CommitId = run.Commit,
        run.Verdict.Requests,
        run.Source,
        Document = JsonSerializer.Serialize(run.Verdict, RunJson.Line),
    };

    private static IEnumerable<object> ResourcesOf(VerdictDocument verdict) => verdict.Resources
        .DistinctBy(entry => entry.Resource, StringComparer.Ordinal)
        .Select(entry => (entry, growth: entry.PerRequest ?? entry.PerHour))
        .Select(pair => new
        {
            verdict.RunId,
            verdict.Target,
            pair.entry.Resource,
            Started = verdict.Started.ToUnixTimeMilliseconds(),
            Verdict = pair.entry.Verdict.ToString().ToLowerInvariant(),
            pair.growth?.Estimate,
            pair.growth?.Low,
            pair.growth?.High,
            pair.entry.Level,
            pair.entry.Margin,
        });

    /// <summary>The notices live in the same database; what belongs to them stands apart.</summary>
    public INoticeMemory Notices => new SqlNotices(this);

    internal async Task<T> DoAsync<T>(Func<DbConnection, Task<T>> action, CancellationToken cancel)
    {
        try
        {
            await using var connection = _dialect.Connect();
            await connection.OpenAsync(cancel);
            if (_dialect.OnOpen.Length > 0)
            {
                await connection.ExecuteAsync(new CommandDefinition(_dialect.OnOpen, cancellationToken: cancel));
            }

            return await action(connection);
        }
        catch (DbException fault)
        {
            throw new HistoryException($"{_dialect.Place}: {fault.Message}", fault);
        }
    }
}
