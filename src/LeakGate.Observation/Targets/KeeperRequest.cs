using System.Text;

namespace LeakGate.Observation.Targets;

/// <summary>
/// What a keeper is asked to start. It goes through the keeper's input, not its command line: everybody may read a command line,
/// and the environment of a target holds secrets. It is all that the target gets: the keeper adds nothing of its own environment.
/// </summary>
internal sealed record KeeperRequest
{
    private const byte StopCommand = 1;

    /// <summary>Program and arguments; at least one.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Working folder, absolute.</summary>
    public required string WorkDir { get; init; }

    /// <summary>The whole environment, each <c>NAME=value</c>.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    /// <summary>Signal that asks the root alone to end; 0: SIGTERM to every process of the tree.</summary>
    public int StopSignal { get; init; }

    /// <summary>Time from the first signal to SIGKILL when LeakGate itself is gone and can no longer say.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Folder that is deleted when LeakGate itself is gone and can no longer do it.</summary>
    public string? RemoveFolder { get; init; }

    /// <summary>Writes the request; what follows on the same stream are stop commands.</summary>
    public void WriteTo(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        WriteList(writer, Arguments);
        writer.Write(WorkDir);
        WriteList(writer, Environment);
        writer.Write(StopSignal);
        writer.Write(Grace.Ticks);
        writer.Write(RemoveFolder ?? string.Empty);
    }

    /// <summary>Reads a request.</summary>
    /// <exception cref="EndOfStreamException">The stream ended first.</exception>
    public static KeeperRequest ReadFrom(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        return new KeeperRequest
        {
            Arguments = ReadList(reader),
            WorkDir = reader.ReadString(),
            Environment = ReadList(reader),
            StopSignal = reader.ReadInt32(),
            Grace = TimeSpan.FromTicks(reader.ReadInt64()),
            RemoveFolder = reader.ReadString() is { Length: > 0 } folder ? folder : null,
        };
    }

    /// <summary>The bytes of an order to stop the tree.</summary>
    public static byte[] StopOrder(TimeSpan grace)
    {
        var order = new byte[1 + sizeof(int)];
        order[0] = StopCommand;
        BitConverter.TryWriteBytes(order.AsSpan(1), (int)Math.Min(grace.TotalMilliseconds, int.MaxValue));
        return order;
    }

    /// <summary>Waits for an order to stop.</summary>
    /// <returns>The grace, or <see langword="null"/> at the end of the stream: LeakGate is gone.</returns>
    public static TimeSpan? ReadStopOrder(Stream stream)
    {
        var order = new byte[1 + sizeof(int)];
        return stream.ReadAtLeast(order, order.Length, throwOnEndOfStream: false) == order.Length && order[0] == StopCommand
            ? TimeSpan.FromMilliseconds(BitConverter.ToInt32(order.AsSpan(1)))
            : null;
    }

    private static void WriteList(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static string[] ReadList(BinaryReader reader)
    {
        var texts = new string[reader.ReadInt32()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadString();
        }

        return texts;
    }
}
