using LeakGate.Reports.Wording;
using LeakGate.Runs.Text;

namespace LeakGate.Cli.Display;

/// <summary>A line that is not to be longer than it may be: lists in it name what fits and count the rest.</summary>
/// <param name="begin">What it begins with.</param>
/// <param name="room">Columns at most.</param>
/// <param name="words">The language.</param>
internal sealed class ShortLine(string begin, int room, DisplayWords words)
{
    private readonly List<(string Label, IReadOnlyList<string> Names)> _parts = [];

    /// <summary>Adds a part that stays as it is.</summary>
    public ShortLine Add(string part)
    {
        _parts.Add((part, []));
        return this;
    }

    /// <summary>Adds a label and a number; nothing for 0.</summary>
    public ShortLine Count(string label, int count) => count == 0 ? this : Add($"{label} {Quantity.In(words.Language).Whole(count)}");

    /// <summary>Adds a label and names; nothing for none. Names that do not fit are counted: <c>+3 more</c>. The label and the number always stand.</summary>
    public ShortLine List(string label, IEnumerable<string> names)
    {
        var all = names.ToList();
        if (all.Count > 0)
        {
            _parts.Add((label, all));
        }

        return this;
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var shown = _parts.ConvertAll(part => part.Names.Count);
        var text = Text(shown);

        // The longest list gives way first, so that no list is cut for another; of equals the later one, which matters less.
        while (TextColumns.Width(text) > room && shown.Exists(count => count > 0))
        {
            shown[shown.LastIndexOf(shown.Max())]--;
            text = Text(shown);
        }

        return TextColumns.Fit(text, room);
    }

    private string Text(List<int> shown) => string.Join("; ", _parts.Select((part, i) => Part(part.Label, part.Names, shown[i])).Prepend(begin));

    private string Part(string label, IReadOnlyList<string> names, int shown)
    {
        var rest = Quantity.In(words.Language).Whole(names.Count - shown);
        return (names.Count, shown) switch
        {
            (0, _) => label,
            (_, 0) => $"{label} {rest}",
            _ when shown < names.Count => $"{label}: {string.Join(", ", names.Take(shown))} {words.Language.Pick($"+{rest} more", $"и ещё {rest}")}",
            _ => $"{label}: {string.Join(", ", names)}",
        };
    }
}
