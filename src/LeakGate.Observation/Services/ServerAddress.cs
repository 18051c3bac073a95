using System.Data.Common;
using System.Globalization;

namespace LeakGate.Observation.Services;

/// <summary>The values by which others reach a server, in the forms that programs want them.</summary>
internal static class ServerAddress
{
    /// <summary><c>connection</c> (as Npgsql takes it), <c>url</c>, <c>host</c>, <c>port</c>.</summary>
    public static IReadOnlyDictionary<string, string> PostgresValues(
        string name, string host, int port, string user, string? password, string database)
    {
        var connection = new DbConnectionStringBuilder
        {
            ["Host"] = host,
            ["Port"] = port,
            ["Username"] = user,
            ["Database"] = database,
        };
        if (password is not null)
        {
            connection["Password"] = password;
        }

        var secret = password is null ? string.Empty : ":" + Uri.EscapeDataString(password);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [name + ".connection"] = connection.ConnectionString,
            [name + ".url"] = string.Create(
                CultureInfo.InvariantCulture, $"postgresql://{Uri.EscapeDataString(user)}{secret}@{host}:{port}/{Uri.EscapeDataString(database)}"),
            [name + ".host"] = host,
            [name + ".port"] = port.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary><c>address</c> (<c>host:port</c>), <c>url</c>, <c>host</c>, <c>port</c>.</summary>
    public static IReadOnlyDictionary<string, string> RedisValues(string name, string host, int port) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [name + ".address"] = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}"),
        [name + ".url"] = string.Create(CultureInfo.InvariantCulture, $"redis://{host}:{port}"),
        [name + ".host"] = host,
        [name + ".port"] = port.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Splits <c>host:port</c>; <see langword="null"/> when it is none.</summary>
    public static (string Host, int Port)? Parse(string address)
    {
        var colon = address.LastIndexOf(':');
        return colon > 0
            && int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
            ? (address[..colon].Trim('[', ']'), port)
            : null;
    }
}
