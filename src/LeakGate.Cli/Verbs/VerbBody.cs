using LeakGate.Runs.Plans;

namespace LeakGate.Cli.Verbs;

/// <summary>What a verb does once everything about it is known to be right: gives the exit code.</summary>
internal delegate Task<int> VerbBody(RunPlan plan, RunOptions options, CancellationToken cancellation);
