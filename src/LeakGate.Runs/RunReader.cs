using System.Globalization;
using System.Text.Json;
using LeakGate.Runs.Records;

namespace LeakGate.Runs;

/// <summary>What a run folder holds, and where it ends too early.</summary>
/// <param name="Header">The first record.</param>
/// <param name="Records">All records in order, the header included.</param>
/// <param name="CutAt">Byte offset of a last line that is not whole (a killed run); <see langword="null"/>: all whole.</param>
public sealed record RecordedRun(HeaderRecord Header, IReadOnlyList<RunRecord> Records, long? CutAt)
{
    /// <summary>The blocks, in order.</summary>
    public IEnumerable<BlockRecord> Blocks => Records.OfType<BlockRecord>();
}

/// <summary>The records of a run as far as they can be read.</summary>
/// <param name="Records">Whole records in order; empty when there are none.</param>
/// <param name="CutAt">Byte offset where reading ended before the file did; <see langword="null"/>: all was read.</param>
/// <param name="Fault">Why it ended there, when the line is whole but no record.</param>
public sealed record StandingRecords(IReadOnlyList<RunRecord> Records, long? CutAt, string? Fault);

/// <summary>A run folder that can't be read; the message names file and byte offset.</summary>
/// <param name="file">Path of the file.</param>
/// <param name="offset">See <see cref="Offset"/>.</param>
/// <param name="problem">See <see cref="Problem"/>.</param>
/// <param name="detail">What the reader of the format says of it, in English.</param>
/// <param name="inner">Where it comes from.</param>
public sealed class RunFormatException(string file, long offset, RunFormatProblem problem, string detail, Exception? inner = null)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{file}: byte {offset}: {detail}"), inner)
{
    /// <summary>Name of the file in the run folder.</summary>
    public string File { get; } = Path.GetFileName(file);

    /// <summary>Where the line begins that can't be read, in bytes from the beginning of the file.</summary>
    public long Offset { get; } = offset;

    /// <summary>What is wrong there.</summary>
    public RunFormatProblem Problem { get; } = problem;
}

/// <summary>Why a file of a run folder can't be read.</summary>
public enum RunFormatProblem
{
    /// <summary>The records do not begin with a header.</summary>
    NoHeader,

    /// <summary>A line is no record.</summary>
    NoRecord,

    /// <summary>The verdict is no verdict document.</summary>
    NoVerdict,
}

/// <summary>
/// Reads <c>run.jsonl</c> back, line by line, in memory that does not grow with the length of the run: samples that were written whole
/// are folded as the writer folds them (<see cref="SampleFold"/>).
/// </summary>
public static class RunReader
{
    /// <summary>Reads all records. A last line without its end, or that does not parse, is left out and told.</summary>
    /// <exception cref="RunFormatException">A line before the last does not parse, or there is no header.</exception>
    public static RecordedRun Read(RunFolder folder) => Read(folder, withSamples: true);

    /// <summary>
    /// Reads what a verdict is made of: all records but the samples, of which only those that end the file are kept, for the time that
    /// the run took.
    /// </summary>
    /// <exception cref="RunFormatException">A line before the last does not parse, or there is no header.</exception>
    public static RecordedRun ReadForVerdict(RunFolder folder) => Read(folder, withSamples: false);

    /// <summary>
    /// Reads as far as it goes: up to a line that is not whole or is no record, and without a header too. What a report needs of a run
    /// that was killed or a file that was cut.
    /// </summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static StandingRecords ReadWhatStands(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.RecordsFile))
        {
            return new StandingRecords([], null, null);
        }

        var records = new List<RunRecord>();
        try
        {
            return new StandingRecords(records, ReadAll(folder, records, withSamples: true), null);
        }
        catch (RunFormatException fault)
        {
            return new StandingRecords(records, fault.Offset, fault.Message);
        }
    }

    private static RecordedRun Read(RunFolder folder, bool withSamples)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var records = new List<RunRecord>();
        var cutAt = ReadAll(folder, records, withSamples);
        return records is [HeaderRecord header, ..]
            ? new RecordedRun(header, records, cutAt)
            : throw new RunFormatException(folder.RecordsFile, 0, RunFormatProblem.NoHeader, "no header record; the run was stopped before it began.");
    }

    /// <summary>Adds the records up to the end, or to a line that is none; where the last line begins if it is not whole.</summary>
    private static long? ReadAll(RunFolder folder, List<RunRecord> into, bool withSamples)
    {
        using var file = new FileStream(folder.RecordsFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var lines = new RecordLines(file);
        var fold = new SampleFold();
        try
        {
            while (lines.Next(out var line))
            {
                fold.Add(Parse(folder, line, lines.Offset), Keep);
            }
        }
        finally
        {
            fold.End(Keep);
        }

        return lines.IsCut ? lines.Offset : null;

        void Keep(RunRecord record)
        {
            if (!withSamples && into is [.., SampleRecord or EnvelopeRecord])
            {
                into.RemoveAt(into.Count - 1);
            }

            into.Add(record);
        }
    }

    private static RunRecord Parse(RunFolder folder, ReadOnlySpan<byte> line, long offset)
    {
        try
        {
            return JsonSerializer.Deserialize<RunRecord>(line, RunJson.Line)
                ?? throw new RunFormatException(folder.RecordsFile, offset, RunFormatProblem.NoRecord, "the line is empty.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new RunFormatException(folder.RecordsFile, offset, RunFormatProblem.NoRecord, "the line is no record: " + exception.Message, exception);
        }
    }
}
