using System.Globalization;
using System.Runtime.InteropServices;
using LeakGate.Observation.Targets;

namespace LeakGate.Observation.Services;

/// <summary>A folder of one server under the temp folder, for its user alone; deleted with all that is in it.</summary>
internal sealed class PrivateFolder : IDisposable
{
    /// <summary>A new folder.</summary>
    /// <param name="service">Part of its name.</param>
    /// <param name="user">Whom it belongs to; <see langword="null"/>: LeakGate's own user.</param>
    /// <exception cref="TargetFailedException">It cannot be given to the user (<c>not_started</c>).</exception>
    public PrivateFolder(string service, string? user)
    {
        Path = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"leakgate-{service}-{Environment.ProcessId}-")).FullName;
        if (user is not null
            && (UserSwitch.Find(user, File.ReadLines("/etc/passwd")) is not var (userId, groupId)
                || LinuxCalls.ChangeOwner(Path, userId, groupId) != 0))
        {
            var why = Marshal.GetLastPInvokeErrorMessage();
            Dispose();
            throw new TargetFailedException("not_started", $"{service}: its folder {Path} cannot be given to the user {user}: {why}.");
        }
    }

    public string Path { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
