namespace LeakGate.Series;

/// <summary>
/// The lowest reading of one resource at the end of one block, with no request in flight.
/// </summary>
/// <param name="Requests">Cumulative count of completed requests when the block ended (the x axis), not negative.</param>
/// <param name="Value">The floor, in the resource's unit (the y axis).</param>
public readonly record struct Floor(double Requests, double Value);
