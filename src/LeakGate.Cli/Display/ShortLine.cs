using LeakGate.Reports.Wording;

namespace LeakGate.Cli.Display;

/// <summary>A line that is not to be longer than it may be: lists in it name what fits and count the rest.</summary>
/// <param name="begin">What it begins with, whatever its length.</param>
/// <param name="room">Columns at most.</param>
/// <param name="words">The language.</param>
internal sealed class ShortLine(string begin, int room, DisplayWords words)
{
    private string _text = begin;

    /// <summary>Adds a part.</summary>
    public ShortLine Add(string part)
    {
        _text += "; " + part;
        return this;
    }

    /// <summary>Adds a label and a number; nothing for 0.</summary>
    public ShortLine Count(string label, int count) => count == 0 ? this : Add($"{label} {Quantity.In(words.Language).Whole(count)}");

    /// <summary>Adds a label and as many names as fit, the others as <c>+3</c>; nothing for none. The label and the number always stand.</summary>
    public ShortLine List(string label, IEnumerable<string> names)
    {
        var all = names.ToList();
        for (var shown = all.Count; shown > 0; shown--)
        {
            var part = $"{label}: {string.Join(", ", all.Take(shown))}{(shown < all.Count ? $" +{Quantity.In(words.Language).Whole(all.Count - shown)}" : "")}";
            if (TextColumns.Width($"{_text}; {part}") <= room)
            {
                return Add(part);
            }
        }

        return Count(label, all.Count);
    }

    /// <inheritdoc />
    public override string ToString() => TextColumns.Fit(_text, room);
}
