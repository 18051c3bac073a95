using System.Text.Json;
using LeakGate.Runs.Records;

namespace LeakGate.Runs;

/// <summary>
/// Appends records to <c>run.jsonl</c>, each whole and at once. Of a long run the later samples become <see cref="EnvelopeRecord"/>s
/// (see <see cref="SampleFold"/>), so the file stays small however long the run is. Safe for several threads.
/// </summary>
public sealed class RunWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SampleFold _fold = new();
    private readonly FileStream _file;

    /// <summary>Begins a new file.</summary>
    /// <exception cref="IOException">The file exists already or can't be written.</exception>
    public RunWriter(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _file = new FileStream(folder.RecordsFile, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Appends one record as one line; a sample of a stretch that goes on is written with the stretch.</summary>
    public void Write(RunRecord record)
    {
        lock (_gate)
        {
            _fold.Add(record, Append);
        }
    }

    /// <summary>Writes the stretch that goes on, and closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _fold.End(Append);
            _file.Dispose();
        }
    }

    private void Append(RunRecord record)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, RunJson.Line);
        var line = new byte[json.Length + 1];
        json.CopyTo(line, 0);
        line[^1] = (byte)'\n';
        _file.Write(line);
    }
}
