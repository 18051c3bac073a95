using System.Globalization;
using System.Text;
using Shouldly;

namespace LeakGate.EndToEnd.Targets;

/// <summary>
/// Finds every process that was started with a mark in its environment, wherever it is in the process tree: children, orphans and
/// those in sessions of their own inherit the mark and cannot lose it.
/// </summary>
internal sealed class MarkedProcesses
{
    private const string Name = "LEAKGATE_TEST_MARK";

    public string Mark { get; } = Guid.NewGuid().ToString("N");

    public Dictionary<string, string> Environment => new(StringComparer.Ordinal) { [Name] = Mark };

    public IReadOnlyList<int> Alive()
    {
        var wanted = Encoding.ASCII.GetBytes($"{Name}={Mark}\0");
        var alive = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }

            try
            {
                if (File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(wanted) >= 0)
                {
                    alive.Add(id);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended while it was looked at.
            }
        }

        return alive;
    }

    public Task ShouldBecomeAsync(int count) =>
        Eventually.TrueAsync(() => Alive().Count == count, () => string.Create(CultureInfo.InvariantCulture, $"{Alive().Count} marked processes live, expected {count}"));

    public void ShouldAllBeGone() => Alive().ShouldBeEmpty();
}
