using System.Text;

namespace LeakGate.Runs.Configuration.Values;

/// <summary>
/// A command written on one line, split into program and arguments without a shell: blanks part words, <c>'…'</c> is taken as it
/// stands, in <c>"…"</c> and outside quotes <c>\</c> takes the next character as it stands, and <c>${…}</c> is never split.
/// </summary>
public static class CommandText
{
    private static readonly string[] ShellWords = ["&&", "||", "|", ";", "&", ">", ">>", "<", "2>", "2>&1"];

    /// <summary>Splits a command.</summary>
    /// <param name="text">The command.</param>
    /// <param name="words">Its words; empty when it does not split.</param>
    /// <param name="fault">Why it does not split; <see cref="CommandFault.None"/> when it does.</param>
    /// <param name="offset">Where the fault is, in characters from the start.</param>
    public static bool TrySplit(string text, out IReadOnlyList<string> words, out CommandFault fault, out int offset)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> found = [];
        StringBuilder word = new();
        (words, fault, offset) = ([], CommandFault.None, 0);
        bool inWord = false;
        bool quoted = false;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ' ';
            if (char.IsWhiteSpace(c))
            {
                if (inWord)
                {
                    if (!quoted && ShellWords.Contains(word.ToString(), StringComparer.Ordinal))
                    {
                        (fault, offset) = (CommandFault.ShellWord, start);
                        return false;
                    }

                    found.Add(word.ToString());
                    word.Clear();
                }

                (inWord, quoted) = (false, false);
                continue;
            }

            if (!inWord)
            {
                (inWord, start) = (true, i);
            }

            if (c is '\'' or '"')
            {
                int end = Quote(text, i, word);
                if (end < 0)
                {
                    (fault, offset) = (CommandFault.OpenQuote, i);
                    return false;
                }

                (i, quoted) = (end, true);
            }
            else if (c == '\\' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                quoted = true;
            }
            else
            {
                i = Literal(text, i, word);
            }
        }

        if (found.Count == 0 || found[0].Length == 0)
        {
            fault = CommandFault.Empty;
            return false;
        }

        words = found;
        return true;
    }

    private static int Quote(string text, int open, StringBuilder word)
    {
        char mark = text[open];
        for (int i = open + 1; i < text.Length; i++)
        {
            if (text[i] == mark)
            {
                return i;
            }

            if (mark == '"' && text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
            {
                word.Append(text[++i]);
            }
            else
            {
                i = Literal(text, i, word);
            }
        }

        return -1;
    }

    /// <summary>Takes one character, or a whole <c>${…}</c>; gives the place of the last character taken.</summary>
    private static int Literal(string text, int i, StringBuilder word)
    {
        int end = text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' ? text.IndexOf('}', i) : i;
        end = end < 0 ? i : end;
        word.Append(text, i, end - i + 1);
        return end;
    }
}

/// <summary>Why a command does not split.</summary>
public enum CommandFault
{
    /// <summary>It does.</summary>
    None,

    /// <summary>There is no program.</summary>
    Empty,

    /// <summary>A quote is not closed.</summary>
    OpenQuote,

    /// <summary>A word such as <c>&amp;&amp;</c> or <c>|</c> that only a shell understands.</summary>
    ShellWord,
}
