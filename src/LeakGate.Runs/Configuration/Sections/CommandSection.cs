using LeakGate.Runs.Configuration.Values;
using LeakGate.Runs.Configuration.Yaml;

namespace LeakGate.Runs.Configuration.Sections;

/// <summary>A command: one line that is split without a shell, or a list of words.</summary>
internal static class CommandSection
{
    /// <summary>The words with variables filled in, and as they were written.</summary>
    public sealed record Words(IReadOnlyList<string> Expanded, IReadOnlyList<string> AsWritten);

    public static Words? Read(Node? node, string key, ConfigurationScan scan)
    {
        List<(ScalarNode Node, string Word)> written = [];
        if (node is SequenceNode list)
        {
            foreach (Node item in list.Items)
            {
                if (scan.IsScalar(item, key, out ScalarNode? word))
                {
                    written.Add((word, word.Value));
                }
            }
        }
        else if (node is null || !scan.IsScalar(node, key, out ScalarNode? line))
        {
            return null;
        }
        else if (CommandText.TrySplit(line.Value, out IReadOnlyList<string> words, out CommandFault fault, out int offset))
        {
            written.AddRange(words.Select(word => (line, word)));
        }
        else
        {
            Tell(line, key, fault, offset, scan);
            return null;
        }

        if (written.Count == 0 || written[0].Word.Length == 0)
        {
            scan.Error(node.Start, "", scan.Texts.CommandEmpty(key));
            return null;
        }

        string?[] expanded = [.. written.Select(word => Interpolation.Expand(word.Node, word.Word, scan))];
        return expanded.Contains(null) ? null : new Words(expanded!, [.. written.Select(word => word.Word)]);
    }

    private static void Tell(ScalarNode line, string key, CommandFault fault, int offset, ConfigurationScan scan)
    {
        switch (fault)
        {
            case CommandFault.OpenQuote:
                scan.ErrorWithin(line, line.Value[offset..], scan.Texts.CommandQuote(key));
                break;
            case CommandFault.ShellWord:
                int end = line.Value.IndexOf(' ', offset);
                scan.ErrorWithin(line, line.Value[offset..(end < 0 ? line.Value.Length : end)], scan.Texts.CommandShell(key));
                break;
            default:
                scan.Error(line, scan.Texts.CommandEmpty(key));
                break;
        }
    }
}
