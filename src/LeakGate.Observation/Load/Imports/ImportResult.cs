using LeakGate.Runs.Configuration.Drafts;

namespace LeakGate.Observation.Load.Imports;

/// <summary>What came of reading requests from a file.</summary>
public abstract record ImportResult
{
    private ImportResult()
    {
    }

    /// <summary>The file can be used.</summary>
    /// <param name="Requests">Requests in the order of the file, those that are left out among them; at least one is sent.</param>
    public sealed record Valid(IReadOnlyList<DraftRequest> Requests) : ImportResult
    {
        /// <summary>Scheme, host and port that the file names; <see langword="null"/>: none.</summary>
        public Uri? Address { get; init; }

        /// <summary>What the file calls itself; <see langword="null"/>: nothing.</summary>
        public string? Title { get; init; }

        /// <summary>What was left out or changed on the way, a sentence each.</summary>
        public IReadOnlyList<string> Remarks { get; init; } = [];
    }

    /// <summary>The file cannot be used.</summary>
    /// <param name="Errors">All errors, at least one, in the order of the file.</param>
    public sealed record Invalid(IReadOnlyList<ImportError> Errors) : ImportResult;
}
