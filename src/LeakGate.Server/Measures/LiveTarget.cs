using System.Text.Json;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Server.Folders;

namespace LeakGate.Server.Measures;

/// <summary>The last that a run wrote of one target. Each call reads on where the one before ended.</summary>
internal sealed class LiveTarget(string file)
{
    private long _offset;

    public HeaderRecord? Header { get; private set; }

    public ReadyRecord? Ready { get; private set; }

    public StageRecord? Stage { get; private set; }

    /// <summary>The last readings; of a stretch those that it ended with.</summary>
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
        IReadOnlyList<ReadOnlyMemory<byte>> lines;
        do
        {
            (lines, _offset) = AppendedLines.Read(file, _offset);
            foreach (ReadOnlyMemory<byte> line in lines)
            {
                Take(line.Span);
            }
        }
        while (lines.Count > 0);
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
            case EnvelopeRecord stretch:
                Sample = stretch.Drawn().Last();
                break;
            case BlockRecord block:
                (Block, Failed, Eta) = (block, Failed + block.Failed.Sum(), block.Eta ?? Eta);
                break;
        }
    }
}
