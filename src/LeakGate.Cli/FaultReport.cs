using System.Globalization;

namespace LeakGate.Cli;

/// <summary>What is left of an exception that nobody expected: one line for the user, the rest in a file.</summary>
internal static class FaultReport
{
    /// <summary>Writes the details beside the run folders, or to the temp folder where that cannot be; gives the line to print.</summary>
    public static string Write(Exception fault, CliHost host, CliTexts texts)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"fault-{Environment.ProcessId}.txt");
        string what = $"{fault.GetType().Name}: {fault.Message.Split('\n')[0].TrimEnd()}";
        string[] folders = [Path.Combine(host.CurrentFolder, ".leakgate"), Path.GetTempPath()];
        string? reason = null;
        foreach (string folder in folders)
        {
            try
            {
                Directory.CreateDirectory(folder);
                string path = Path.Combine(folder, name);
                File.WriteAllText(path, $"LeakGate {CommandLine.PrintVersion.Version}\n{fault}\n");
                return texts.Fault(what, path);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                reason = trouble.Message;
            }
        }

        return texts.Fault(what, reason ?? "-");
    }
}
