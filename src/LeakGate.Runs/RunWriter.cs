using System.Text.Json;
using LeakGate.Runs.Records;

namespace LeakGate.Runs;

/// <summary>Appends records to <c>run.jsonl</c>, each whole and at once. Safe for several threads.</summary>
public sealed class RunWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    /// <summary>Begins a new file.</summary>
    /// <exception cref="IOException">The file exists already or can't be written.</exception>
    public RunWriter(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _file = new FileStream(folder.RecordsFile, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Appends one record as one line.</summary>
    public void Write(RunRecord record)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, RunJson.Line);
        var line = new byte[json.Length + 1];
        json.CopyTo(line, 0);
        line[^1] = (byte)'\n';
        lock (_gate)
        {
            _file.Write(line);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
