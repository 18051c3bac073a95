using System.Data.Common;
using System.Globalization;

namespace LeakGate.Observation.Services;

/// <summary>A server that runs already and was named in the environment: used, never started, never ended.</summary>
internal sealed class GivenServer : IRunningService
{
    /// <summary>Connection string of a PostgreSQL server to use in place of a private one.</summary>
    public const string PostgresVariable = "LEAKGATE_POSTGRES";

    /// <summary>Address <c>host:port</c> of a Redis server to use in place of a private one.</summary>
    public const string RedisVariable = "LEAKGATE_REDIS";

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private GivenServer(IReadOnlyDictionary<string, string> values, long? maxConnections)
    {
        Values = values;
        MaxConnections = maxConnections;
    }

    public IReadOnlyDictionary<string, string> Values { get; }

    public long? MaxConnections { get; }

    public Task Ended { get; } = new TaskCompletionSource().Task;

    /// <summary>The PostgreSQL server of a connection string. How many connections it takes is not asked: that needs a driver.</summary>
    /// <exception cref="TargetFailedException">Nothing answers there, or the string is none (<c>not_started</c>).</exception>
    public static async Task<GivenServer> PostgresAsync(string connection, ServiceContext context, CancellationToken cancel)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connection;
        }
        catch (ArgumentException)
        {
            // The text of the error would repeat the string, password and all.
            throw Failed($"{PostgresVariable} is no connection string, such as Host=127.0.0.1;Port=5432;Username=shop;Database=shop");
        }

        var host = Part(parts, "Host", "Server") ?? "127.0.0.1";
        var user = Part(parts, "Username", "User ID", "UserId", "User") ?? "postgres";
        if (!int.TryParse(Part(parts, "Port") ?? "5432", NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw Failed($"{PostgresVariable} has a port that is no number");
        }

        await ReachAsync(PostgresVariable, host, port, context, cancel);
        var values = new Dictionary<string, string>(
            ServerAddress.PostgresValues(context.Name, host, port, user, Part(parts, "Password", "PWD"), Part(parts, "Database", "DB") ?? user),
            StringComparer.Ordinal)
        {
            // As given: it may hold settings of its own.
            [context.Name + ".connection"] = connection,
        };
        return new GivenServer(values, maxConnections: null);
    }

    /// <summary>The Redis server of an address.</summary>
    /// <exception cref="TargetFailedException">Nothing answers there, or it is no address (<c>not_started</c>).</exception>
    public static async Task<GivenServer> RedisAsync(string address, ServiceContext context, CancellationToken cancel)
    {
        if (ServerAddress.Parse(address) is not var (host, port))
        {
            throw Failed($"{RedisVariable} is no host:port");
        }

        await ReachAsync(RedisVariable, host, port, context, cancel);
        return new GivenServer(
            ServerAddress.RedisValues(context.Name, host, port), await RedisService.ReadMaxClientsAsync(host, port, context.Time, cancel));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task ReachAsync(string variable, string host, int port, ServiceContext context, CancellationToken cancel)
    {
        if ((await TcpQuestion.AskAsync(host, port, say: null, AnswerTimeout, context.Time, cancel)).Failure is { } failure)
        {
            throw Failed(string.Create(CultureInfo.InvariantCulture, $"{variable} names {host}:{port}, which cannot be reached: {failure}"));
        }
    }

    private static string? Part(DbConnectionStringBuilder parts, params string[] names) => names
        .Select(n => parts.TryGetValue(n, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null)
        .FirstOrDefault(v => v is not null);

    private static TargetFailedException Failed(string what) => new("not_started", what + ".");
}
