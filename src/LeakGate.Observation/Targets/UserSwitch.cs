using System.Globalization;

namespace LeakGate.Observation.Targets;

/// <summary>Runs a program as another user, which only root can: by <c>setpriv(1)</c>, which becomes the program, so the process id stays.</summary>
internal static class UserSwitch
{
    /// <summary>Whether LeakGate runs as root.</summary>
    public static bool IsRoot => LinuxCalls.EffectiveUser() == 0;

    /// <summary>The arguments that start a program as a user.</summary>
    /// <exception cref="TargetFailedException">There is no such user, or LeakGate is not root (<c>not_started</c>).</exception>
    public static IReadOnlyList<string> Wrap(string name, string user, IReadOnlyList<string> arguments)
    {
        if (!IsRoot)
        {
            throw new TargetFailedException("not_started", $"{name}: only root can run a program as another user ({user}).");
        }

        var (userId, groupId) = Find(user, File.ReadLines("/etc/passwd"))
            ?? throw new TargetFailedException("not_started", $"{name}: there is no user {user} on this machine.");
        return
        [
            "setpriv",
            string.Create(CultureInfo.InvariantCulture, $"--reuid={userId}"),
            string.Create(CultureInfo.InvariantCulture, $"--regid={groupId}"),
            "--init-groups",
            "--",
            .. arguments,
        ];
    }

    /// <summary>Ids of a user and its own group in the lines of a passwd file (passwd(5)); <see langword="null"/> when it is not in there.</summary>
    public static (uint User, uint Group)? Find(string user, IEnumerable<string> passwd)
    {
        foreach (var line in passwd)
        {
            var fields = line.Split(':');
            if (fields.Length >= 4
                && string.Equals(fields[0], user, StringComparison.Ordinal)
                && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
                && uint.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var groupId))
            {
                return (userId, groupId);
            }
        }

        return null;
    }
}
