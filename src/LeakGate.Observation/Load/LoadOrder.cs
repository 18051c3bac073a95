namespace LeakGate.Observation.Load;

/// <summary>The load of one block.</summary>
/// <param name="Requests">How many to send; 0 or more. A multiple of <see cref="Mix.CycleLength"/> holds the exact proportions.</param>
/// <param name="Only">
/// Index of the only request to send; <see langword="null"/>: the mix. Alone, its <c>{{n}}</c> goes round within the numbers
/// that the latest block of the mix sent of it: a replayed key stays a replayed one, though it is sent more often.
/// </param>
/// <param name="Frozen">
/// Whether fresh keys (<c>{{seq}}</c>, <c>{{uuid}}</c> and the rest) are those that the latest block of the mix has sent,
/// over again.
/// </param>
/// <param name="Deadline">Time from the start of the block after which nothing more is sent; <see langword="null"/>: none.</param>
public readonly record struct LoadOrder(long Requests, int? Only = null, bool Frozen = false, TimeSpan? Deadline = null);
