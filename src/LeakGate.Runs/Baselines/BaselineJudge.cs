using LeakGate.Baselines;
using LeakGate.Verdicts;

namespace LeakGate.Runs.Baselines;

/// <summary>Compares a verdict with those before it, figure by figure. Pure; safe for use by several threads.</summary>
public static class BaselineJudge
{
    /// <summary>Differences of growth up to this share of the margin are no change.</summary>
    public const double LeastGrowth = 0.05;

    /// <summary>Differences of a level up to this share of it are no change.</summary>
    public const double LeastLevel = 0.02;

    private const double LeastBytes = 1 << 20;
    private const double LeastCount = 2;

    /// <summary>Compares.</summary>
    /// <param name="head">The run; resources without a reading are left out.</param>
    /// <param name="baseline">Earlier runs by resource, the oldest first.</param>
    /// <param name="branch">Branch of the earlier runs; empty: runs that were named.</param>
    /// <param name="headIsNext">Whether the run continues the series of the branch, so that steps and creeps are looked for.</param>
    /// <param name="pinned">The pinned run that is the baseline.</param>
    public static BaselineDocument Compare(
        VerdictDocument head, IReadOnlyList<BaselineSeries> baseline, string branch, bool headIsNext, string? pinned = null)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(baseline);
        var figures = new List<BaselineDocument.FigureEntry>();
        var drifts = new List<BaselineDocument.DriftEntry>();
        foreach (var entry in head.Resources)
        {
            if (baseline.FirstOrDefault(series => series.Resource == entry.Resource) is not { Points.Count: > 0 } series)
            {
                continue;
            }

            var growth = entry.PerRequest ?? entry.PerHour;
            var unit = growth?.Unit ?? (entry.Column.EndsWith("_bytes", StringComparison.Ordinal) ? "bytes" : "count");
            if (growth is not null)
            {
                var before = series.Points.Where(point => point.Growth is not null).ToList();
                Add("growth", before, point => Figure.Of(point.Growth!.Estimate, point.Growth.Low, point.Growth.High), Figure.Of(growth.Estimate, growth.Low, growth.High), LeastGrowth * entry.Margin);
            }

            // What leaks stands as high as requests were sent: its level says nothing of the program.
            if (entry.Level is { } level && entry.Verdict != Outcome.Leak)
            {
                var before = series.Points.Where(point => point.Level is not null).ToList();
                var least = Math.Max(unit == "bytes" ? LeastBytes : LeastCount, LeastLevel * Math.Abs(before.Count > 0 ? before[^1].Level!.Value : 0));
                Add("level", before, point => new Figure(point.Level!.Value), new Figure(level), least, RunComparer.FewestRuns);
            }

            void Add(string name, List<BaselinePoint> before, Func<BaselinePoint, Figure> of, Figure now, double least, int fewestRuns = 1)
            {
                if (before.Count == 0)
                {
                    return;
                }

                var comparison = RunComparer.Compare([.. before.Select(of)], now, least, fewestRuns);

                figures.Add(new(
                    entry.Resource, name, unit, comparison.Change, Six(comparison.Base), Six(comparison.Head), Six(comparison.Low), Six(comparison.High), Six(comparison.Within)));
                if (headIsNext)
                {
                    var values = before.Select(point => of(point).Value).Append(now.Value).ToList();
                    drifts.AddRange(ChangeDetector.Find(values, least)
                        .Where(change => change.Rises && change.FoundAt == values.Count - 1)
                        .Select(change => new BaselineDocument.DriftEntry(
                            entry.Resource,
                            name,
                            unit,
                            change.At < before.Count ? before[change.At].RunId : head.RunId,
                            change.At < before.Count ? before[change.At].Commit : "",
                            Six(change.Before),
                            Six(change.After))));
                }
            }
        }

        return new BaselineDocument
        {
            Decision = figures.TrueForAll(figure => figure.Change == Change.Unknown) ? Change.Unknown
                : drifts.Count > 0 || figures.Exists(figure => figure.Change == Change.Worse) ? Change.Worse
                : figures.Exists(figure => figure.Change == Change.Better) ? Change.Better
                : Change.Same,
            Branch = branch,
            Runs = baseline.Select(series => series.Points.Count).DefaultIfEmpty(0).Max(),
            Pinned = pinned,
            Figures = figures,
            Drifts = drifts,
        };
    }

    /// <summary>Six significant digits, as everywhere in the document.</summary>
    private static double Six(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return double.IsFinite(value) ? value : 0;
        }

        var scale = Math.Pow(10, 5 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        return double.IsFinite(scale) && scale > 0 ? Math.Round(value * scale) / scale : value;
    }
}
