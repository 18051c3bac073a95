using System.Text;

namespace LeakGate.Observation.Load.Imports;

/// <summary>Paths on their way into a configuration, where blanks stand inside of templates only.</summary>
internal static class PathForm
{
    /// <summary>A path in the form of the configuration, what cannot stand in a request's first line percent-encoded.</summary>
    public static string Sendable(string path)
    {
        StringBuilder sendable = new();
        for (int i = 0; i < path.Length; i++)
        {
            if (path.AsSpan(i).StartsWith("{{") && !path.AsSpan(i).StartsWith("{{{{") && path.IndexOf("}}", i, StringComparison.Ordinal) is var close and > 0)
            {
                sendable.Append(path, i, close + 2 - i);
                i = close + 1;
            }
            else if (path.AsSpan(i).StartsWith("{{{{"))
            {
                sendable.Append("{{{{");
                i += 3;
            }
            else if (char.IsWhiteSpace(path[i]) || char.IsControl(path[i]) || path[i] == '#')
            {
                sendable.Append(Uri.HexEscape((char)(path[i] < 256 ? path[i] : ' ')));
            }
            else
            {
                sendable.Append(path[i]);
            }
        }

        return sendable.ToString();
    }
}
