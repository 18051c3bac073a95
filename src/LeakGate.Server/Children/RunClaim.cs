using System.Globalization;
using System.Text;

namespace LeakGate.Server.Children;

/// <summary>
/// Who carries out a started run. The process itself takes the claim, so that a server that was killed between starting it and
/// noting its id neither loses the run nor starts it twice.
/// </summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Born">Its start in clock ticks since the machine's: an id that was used again is another process.</param>
internal sealed record RunClaim(int ProcessId, long Born)
{
    /// <summary>Takes the claim for this process.</summary>
    /// <returns><see langword="false"/>: another process has it.</returns>
    public static bool TryTake(string file)
    {
        int id = Environment.ProcessId;
        long born = BornOf(id) ?? throw new InvalidOperationException("/proc does not show this process.");
        string beside = string.Create(CultureInfo.InvariantCulture, $"{file}.{id}");
        File.WriteAllText(beside, string.Create(CultureInfo.InvariantCulture, $"{id} {born}"));
        try
        {
            // A link: it is whole when it is there, and only the first one succeeds.
            File.Move(beside, file, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(beside);
            return false;
        }
    }

    /// <summary>The claim; <see langword="null"/>: nobody has it yet.</summary>
    public static RunClaim? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        string[] words = File.ReadAllText(file).Split(' ');
        return new RunClaim(int.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Whether that very process lives.</summary>
    public bool IsAlive() => BornOf(ProcessId) == Born;

    private static long? BornOf(int id)
    {
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"), Encoding.Latin1);

            // The name in brackets may hold anything; what follows the last bracket is state, parent …, and as the 20th the start.
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended.
            return null;
        }
    }
}
