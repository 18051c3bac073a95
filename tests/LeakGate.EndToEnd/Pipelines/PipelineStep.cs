namespace LeakGate.EndToEnd.Pipelines;

/// <summary>One shell command of a pipeline, as its file says.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Command">What the shell reads.</param>
/// <param name="Environment">Variables of this step, with its expressions as written.</param>
/// <param name="Condition">Its <c>if</c>; empty: as long as all before went well.</param>
/// <param name="Id">By which other steps ask for its outputs; empty: none.</param>
internal sealed record PipelineStep(string Name, string Command, IReadOnlyDictionary<string, string> Environment, string Condition, string Id);
