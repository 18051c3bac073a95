using LeakGate.Observation.Targets;
using LeakGate.Samples;

namespace LeakGate.Observation.Probes.Proc;

/// <summary>
/// Dear readings that may not answer: each runs on a thread of its own, one at a time. What does not answer in time is a gap, and nothing
/// is asked again in this lane until it has returned; the run goes on. Not thread safe.
/// </summary>
/// <param name="longest">How long an answer is waited for; <see cref="Timeout.InfiniteTimeSpan"/>: for ever, on the caller's own thread.</param>
/// <param name="time">The clock.</param>
internal sealed class BoundedLane(TimeSpan longest, TimeProvider time)
{
    private readonly string _gap = string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"no answer within {longest.TotalSeconds:0.###} s");

    private Task<ReadingSet>? _asked;

    /// <summary>Reads, or sets every column to a gap.</summary>
    /// <param name="columns">The columns that are a gap without an answer.</param>
    /// <param name="read">Fills a set; uses nothing that another lane uses.</param>
    /// <param name="tree">The target.</param>
    /// <param name="into">Takes what was read.</param>
    /// <param name="cancel">Ends the waiting, not the reading.</param>
    /// <returns>Whether it was read.</returns>
    public async ValueTask<bool> ReadAsync(
        IReadOnlyList<string> columns, Action<ProcessTree, ReadingSet> read, ProcessTree tree, ReadingSet into, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (longest == Timeout.InfiniteTimeSpan)
        {
            read(tree, into);
            return true;
        }

        if (_asked is not { IsCompleted: false })
        {
            _asked = Task.Factory.StartNew(
                () =>
                {
                    var set = new ReadingSet();
                    read(tree, set);
                    return set;
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            try
            {
                (await _asked.WaitAsync(longest, time, cancel)).AddTo(into);
                return true;
            }
            catch (TimeoutException) when (!_asked.IsFaulted)
            {
                // Told below, as it is each time until the reading returns.
            }
        }

        foreach (var column in columns)
        {
            into.Set(column, Reading.Missing(_gap));
        }

        return false;
    }
}
