using System.Text.Json;
using LeakGate.Runs;
using LeakGate.Runs.Records;

namespace LeakGate.Server.Measures;

/// <summary>The last that a run wrote of one target. Each call reads on where the one before ended.</summary>
internal sealed class LiveTarget(string file)
{
    private long _offset;

    public HeaderRecord? Header { get; private set; }

    public ReadyRecord? Ready { get; private set; }

    public StageRecord? Stage { get; private set; }

    public SampleRecord? Sample { get; private set; }

    /// <summary>The last block; its evidence stands until the next.</summary>
    public BlockRecord? Block { get; private set; }

    /// <summary>Requests that failed so far.</summary>
    public long Failed { get; private set; }

    /// <summary>Time of the newest record.</summary>
    public TimeSpan At { get; private set; }

    /// <summary>Expected time to the end, as it was last told.</summary>
    public EtaRecord? Eta { get; private set; }

    public void ReadOn()
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        stream.Position = Math.Min(_offset, stream.Length);
        byte[] added = new byte[stream.Length - stream.Position];
        stream.ReadExactly(added);
        int start = 0;
        for (int length = added.AsSpan().IndexOf((byte)'\n'); length >= 0; length = added.AsSpan(start).IndexOf((byte)'\n'))
        {
            Take(added.AsSpan(start, length));
            start += length + 1;
        }

        // A line that is not whole yet is read again.
        _offset += start;
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        RunRecord? record;
        try
        {
            record = JsonSerializer.Deserialize<RunRecord>(line, RunJson.Line);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            // A damaged line is told by whoever judges the run; the others still hold.
            return;
        }

        At = record?.At ?? At;
        switch (record)
        {
            case HeaderRecord header:
                Header = header;
                break;
            case ReadyRecord ready:
                Ready = ready;
                break;
            case StageRecord stage:
                (Stage, Eta) = (stage, stage.Eta ?? Eta);
                break;
            case SampleRecord sample:
                Sample = sample;
                break;
            case BlockRecord block:
                (Block, Failed, Eta) = (block, Failed + block.Failed.Sum(), block.Eta ?? Eta);
                break;
        }
    }
}
