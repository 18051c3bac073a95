using LeakGate.Runs.Configuration;

namespace LeakGate.Server.Children;

/// <summary>The server's own <c>leakgate.yml</c>, read anew for every question: what people edit holds at once.</summary>
internal sealed class ProjectConfiguration(ServerOptions options)
{
    /// <summary>What came of it; <see langword="null"/>: there is no such file.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public ConfigurationResult? Read()
    {
        try
        {
            string yaml = File.ReadAllText(options.ConfigurationFile);
            ConfigurationContext context = new(Path.GetDirectoryName(options.ConfigurationFile)!, options.Environment, options.Language);
            return ConfigurationLoader.Load(yaml, Path.GetFileName(options.ConfigurationFile), context);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
