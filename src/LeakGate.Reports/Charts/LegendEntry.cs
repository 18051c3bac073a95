namespace LeakGate.Reports.Charts;

/// <summary>One entry of a legend.</summary>
/// <param name="Text">What the mark means.</param>
/// <param name="Look">Class of the mark.</param>
/// <param name="Shape">The point that is drawn; <see langword="null"/>: a line.</param>
internal sealed record LegendEntry(string Text, string Look, PointShape? Shape = null);
