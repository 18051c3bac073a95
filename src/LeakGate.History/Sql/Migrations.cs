namespace LeakGate.History.Sql;

/// <summary>The tables, step by step. A step that was released is never changed: a new one is added.</summary>
internal static class Migrations
{
    /// <summary>Where the number of the last step is kept.</summary>
    public const string Version = "CREATE TABLE IF NOT EXISTS history_version (version {long} NOT NULL)";

    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE run (
          run_id {text} NOT NULL,
          target {text} NOT NULL,
          started {long} NOT NULL,
          duration {real} NOT NULL,
          verdict {text} NOT NULL,
          reason {text} NULL,
          severity {text} NOT NULL,
          profile {text} NOT NULL,
          branch {text} NOT NULL,
          commit_id {text} NOT NULL,
          requests {long} NOT NULL,
          source {text} NOT NULL,
          document {text} NOT NULL,
          PRIMARY KEY (run_id, target));
        CREATE INDEX run_by_time ON run (started);
        CREATE INDEX run_by_target ON run (target, started);
        CREATE TABLE resource (
          run_id {text} NOT NULL,
          target {text} NOT NULL,
          resource {text} NOT NULL,
          started {long} NOT NULL,
          verdict {text} NOT NULL,
          estimate {real} NULL,
          low {real} NULL,
          high {real} NULL,
          level {real} NULL,
          margin {real} NOT NULL,
          PRIMARY KEY (run_id, target, resource),
          FOREIGN KEY (run_id, target) REFERENCES run (run_id, target) ON DELETE CASCADE);
        CREATE INDEX resource_by_target ON resource (target, resource, started);
        CREATE TABLE pin (
          target {text} NOT NULL,
          branch {text} NOT NULL,
          run_id {text} NOT NULL,
          PRIMARY KEY (target, branch));
        """,
        """
        CREATE TABLE notice (
          channel {text} NOT NULL,
          branch {text} NOT NULL,
          target {text} NOT NULL,
          subject {text} NOT NULL,
          occasion {text} NOT NULL,
          told {long} NULL,
          seen {long} NOT NULL,
          repeats {long} NOT NULL,
          is_open {long} NOT NULL,
          returns {long} NOT NULL,
          clean_runs {long} NOT NULL,
          last_run {text} NOT NULL,
          PRIMARY KEY (channel, branch, target, subject));
        CREATE INDEX notice_by_branch ON notice (branch);
        """,
    ];
}
