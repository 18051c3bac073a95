namespace LeakGate.Reports.Channels.Messages;

/// <summary>Brings a message within the limits of a channel: details go first, then the mildest findings, then targets.</summary>
internal static class Shortening
{
    /// <summary>Facts of a finding that are kept when it is told briefly: request, growth and who holds it stand in front.</summary>
    private const int Brief = 3;

    /// <summary>Most findings, facts of each, targets and lines of what was told before; from the longest form to the shortest.</summary>
    private static readonly (int Findings, int Facts, int Targets, int Counted, int Cell)[] Levels =
    [
        (25, int.MaxValue, 50, 20, 300), (12, int.MaxValue, 50, 10, 300), (12, Brief, 50, 10, 300), (8, Brief, 30, 5, 160),
        (5, Brief, 20, 5, 160), (3, Brief, 12, 3, 120), (2, 2, 8, 2, 80), (1, 2, 4, 1, 60), (0, 0, 2, 0, 40),
    ];

    /// <summary>The longest form that fits; the shortest where none does, which a test rules out for every channel.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="compose">Gives it the form of the channel.</param>
    /// <param name="fits">Whether that is within the limits.</param>
    public static T ToFit<T>(RunMessage message, Func<RunMessage, T> compose, Func<T, bool> fits)
    {
        var composed = compose(Cut(message, Levels[0]));
        for (var level = 1; level < Levels.Length && !fits(composed); level++)
        {
            composed = compose(Cut(message, Levels[level]));
        }

        return composed;
    }

    private static RunMessage Cut(RunMessage message, (int Findings, int Facts, int Targets, int Counted, int Cell) most)
    {
        var findings = message.Findings.Take(most.Findings).Select(finding => finding with
        {
            Facts = [.. finding.Facts.Take(most.Facts).Select(fact => fact with { Value = Wording.TextColumns.Fit(fact.Value, most.Cell) })],
            Details = most.Facts == int.MaxValue ? finding.Details : [],
        }).ToList();
        var counted = message.Counted.Take(most.Counted).ToList();
        if (counted.Count < message.Counted.Count)
        {
            counted.Add(new MessageWords(message.Language).MoreCounted(message.Counted.Count - counted.Count));
        }

        return message with
        {
            Findings = findings,
            MoreFindings = message.Findings.Count - findings.Count,
            Targets = [.. message.Targets.Take(most.Targets)],
            MoreTargets = Math.Max(0, message.Targets.Count - most.Targets),
            Counted = counted,
        };
    }
}
