using Dapper;
using LeakGate.Runs.Notices;

namespace LeakGate.History.Sql;

/// <summary>What channels were told, as a table of the history.</summary>
internal sealed class SqlNotices(SqlHistory history) : INoticeMemory
{
    public Task<IReadOnlyList<Notice>> OfBranchAsync(string branch, CancellationToken cancel) => history.DoAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<NoticeRow>(new CommandDefinition(
                """
                SELECT channel AS Channel, branch AS Branch, target AS Target, subject AS Subject, occasion AS Occasion, told AS Told, seen AS Seen,
                  repeats AS Repeats, is_open AS IsOpen, returns AS Returns, clean_runs AS CleanRuns, last_run AS LastRun
                FROM notice WHERE branch = @branch ORDER BY channel, target, subject
                """,
                new { branch },
                cancellationToken: cancel));
            return (IReadOnlyList<Notice>)[.. rows.Select(row => row.ToNotice())];
        },
        cancel);

    public Task KeepAsync(IReadOnlyList<Notice> notices, DateTimeOffset now, CancellationToken cancel) => history.DoAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO notice (channel, branch, target, subject, occasion, told, seen, repeats, is_open, returns, clean_runs, last_run)
                VALUES (@Channel, @Branch, @Target, @Subject, @Occasion, @Told, @Seen, @Repeats, @IsOpen, @Returns, @CleanRuns, @LastRun)
                ON CONFLICT (channel, branch, target, subject) DO UPDATE SET occasion = excluded.occasion, told = excluded.told, seen = excluded.seen,
                  repeats = excluded.repeats, is_open = excluded.is_open, returns = excluded.returns, clean_runs = excluded.clean_runs, last_run = excluded.last_run
                """,
                notices.Select(NoticeRow.Of),
                transaction,
                cancellationToken: cancel));
            await connection.ExecuteAsync(new CommandDefinition(
                """
                DELETE FROM notice WHERE seen < @oldest OR (channel, branch, target, subject) IN (
                  SELECT channel, branch, target, subject FROM (
                    SELECT channel, branch, target, subject, row_number() OVER (ORDER BY seen DESC, channel, branch, target, subject) AS place FROM notice) AS placed
                  WHERE place > @most)
                """,
                new { oldest = (now - NoticeRetention.Age).ToUnixTimeMilliseconds(), most = NoticeRetention.Most },
                transaction,
                cancellationToken: cancel));
            await transaction.CommitAsync(cancel);
            return true;
        },
        cancel);

    /// <summary>A row of the table, as the database gives it.</summary>
    private sealed class NoticeRow
    {
        public string Channel { get; init; } = "";

        public string Branch { get; init; } = "";

        public string Target { get; init; } = "";

        public string Subject { get; init; } = "";

        public string Occasion { get; init; } = "";

        public long? Told { get; init; }

        public long Seen { get; init; }

        public long Repeats { get; init; }

        public long IsOpen { get; init; }

        public long Returns { get; init; }

        public long CleanRuns { get; init; }

        public string LastRun { get; init; } = "";

        public static NoticeRow Of(Notice notice) => new()
        {
            Channel = notice.Channel,
            Branch = notice.Branch,
            Target = notice.Target,
            Subject = notice.Key,
            Occasion = notice.Occasion,
            Told = notice.Told?.ToUnixTimeMilliseconds(),
            Seen = notice.Seen.ToUnixTimeMilliseconds(),
            Repeats = notice.Repeats,
            IsOpen = notice.Open ? 1 : 0,
            Returns = notice.Returns,
            CleanRuns = notice.CleanRuns,
            LastRun = notice.LastRun,
        };

        public Notice ToNotice() => new()
        {
            Channel = Channel,
            Branch = Branch,
            Target = Target,
            Key = Subject,
            Occasion = Occasion,
            Told = Told is { } told ? DateTimeOffset.FromUnixTimeMilliseconds(told) : null,
            Seen = DateTimeOffset.FromUnixTimeMilliseconds(Seen),
            Repeats = (int)Repeats,
            Open = IsOpen != 0,
            Returns = (int)Returns,
            CleanRuns = (int)CleanRuns,
            LastRun = LastRun,
        };
    }
}
