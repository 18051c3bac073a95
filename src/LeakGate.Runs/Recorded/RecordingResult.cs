using LeakGate.Verdicts;

namespace LeakGate.Runs.Recorded;

/// <summary>What came of reading a recording: data to judge, or every reason why there is none.</summary>
public abstract record RecordingResult
{
    private RecordingResult()
    {
    }

    /// <summary>Every cell could be read.</summary>
    /// <param name="Recording">What the judge sees.</param>
    /// <param name="Rows">Rows of data.</param>
    /// <param name="Started">Time of the first row; <see langword="null"/>: the file does not tell.</param>
    public sealed record Valid(Recording Recording, long Rows, DateTimeOffset? Started) : RecordingResult;

    /// <summary>The file is wrong.</summary>
    /// <param name="Errors">At least one, in the order of the file; at most <see cref="RecordingReader.MostErrors"/> and one that says so.</param>
    public sealed record Invalid(IReadOnlyList<CsvError> Errors) : RecordingResult;
}
