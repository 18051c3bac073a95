namespace LeakGate.Server;

/// <summary>What became of a test of a channel. Secrets are masked.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="State">sent, failed, or absent (it has nothing to do here).</param>
/// <param name="Where">Where to; <see langword="null"/>: nowhere.</param>
/// <param name="Detail">Why it failed or is absent, or what else is to be told.</param>
/// <param name="Payload">Exactly what went out; <see langword="null"/>: nothing did.</param>
public sealed record ChannelTest(string Channel, string State, string? Where, string? Detail, string? Payload);
