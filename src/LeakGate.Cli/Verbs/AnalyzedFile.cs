using LeakGate.Runs;
using LeakGate.Runs.Records;

namespace LeakGate.Cli.Verbs;

/// <summary>One file that was judged.</summary>
/// <param name="Verdict">Its verdict, with the file's name.</param>
/// <param name="Blocks">Blocks of a run, for an explanation; none for CSV.</param>
internal sealed record AnalyzedFile(VerdictDocument Verdict, IReadOnlyList<BlockRecord> Blocks);
