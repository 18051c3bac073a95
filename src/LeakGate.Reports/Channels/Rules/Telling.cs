using LeakGate.Runs.Notices;

namespace LeakGate.Reports.Channels.Rules;

/// <summary>What a channel is to be told of a run.</summary>
/// <param name="Told">What is new: the reason for a message.</param>
/// <param name="Counted">What was told before and is still there: only mentioned, with its count.</param>
/// <param name="Recovered">Targets of which is told that they are clean again.</param>
/// <param name="Always">Whether a message goes out without any news.</param>
/// <param name="IfSent">What to remember once the message is delivered; without a message, now.</param>
/// <param name="IfNotSent">What to remember when it could not be delivered: nothing of it counts as told.</param>
public sealed record Telling(
    IReadOnlyList<News> Told,
    IReadOnlyList<Notice> Counted,
    IReadOnlyList<string> Recovered,
    bool Always,
    IReadOnlyList<Notice> IfSent,
    IReadOnlyList<Notice> IfNotSent)
{
    /// <summary>Whether the channel's rules take this branch and any of these targets at all.</summary>
    public bool Applies { get; init; } = true;

    /// <summary>Whether there is a message.</summary>
    public bool Speaks => Always || Told.Count > 0 || Recovered.Count > 0;
}
