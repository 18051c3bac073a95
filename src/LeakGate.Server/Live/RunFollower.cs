using System.Runtime.CompilerServices;
using System.Text.Json;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using LeakGate.Runs.Text;
using LeakGate.Server.Children;
using LeakGate.Server.Folders;

namespace LeakGate.Server.Live;

/// <summary>
/// Follows the folder of a run. The files are the only buffer: each reader has an offset of its own and reads on when it is ready, so
/// however many watch and however slow, the run and the memory of the server notice nothing.
/// </summary>
internal sealed class RunFollower(ServerOptions options, RunQueue queue, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    /// <summary>A run that this server did not start, wrote nothing for so long and has no verdict is told as silent.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    public bool Knows(string runId) => SafeName.Is(runId) && (queue.Find(runId) is not null || Directory.Exists(FolderOf(runId)));

    /// <summary>What came after a position, and what comes, to the end of the run.</summary>
    public async IAsyncEnumerable<LiveEvent> FollowAsync(string runId, LivePosition position, [EnumeratorCancellation] CancellationToken cancel)
    {
        using PeriodicTimer timer = new(Tick, time);
        long moved = time.GetTimestamp();
        while (true)
        {
            // Whether it has ended is asked before reading: what was written until then is read after.
            string? ended = Ended(runId, time.GetElapsedTime(moved));
            bool found = false;
            foreach (string target in Targets(runId))
            {
                foreach (LiveEvent read in Read(runId, target, position))
                {
                    (found, moved) = (true, time.GetTimestamp());
                    yield return read;
                }
            }

            if (found)
            {
                continue;
            }

            if (ended is not null)
            {
                yield return new LiveEvent
                {
                    Position = position.ToString(),
                    Kind = "end",
                    Record = JsonSerializer.SerializeToElement(new { state = ended, queue.Find(runId)?.ExitCode }, RunJson.Line),
                };
                yield break;
            }

            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private string? Ended(string runId, TimeSpan silent)
    {
        if (queue.Find(runId) is { } run)
        {
            return run.State == QueueState.Ended ? "ended" : null;
        }

        string[] folders = Directory.Exists(FolderOf(runId)) ? Directory.GetDirectories(FolderOf(runId)) : [];
        return folders.Length > 0 && folders.All(folder => File.Exists(Path.Combine(folder, "verdict.json"))) ? "ended"
            : silent > Silence ? "silent"
            : null;
    }

    private IEnumerable<string> Targets(string runId) =>
        new RunFiles(options.RunsFolder, runId).Targets().Select(folder => Path.GetFileName(folder)).Where(SafeName.Is);

    private List<LiveEvent> Read(string runId, string target, LivePosition position)
    {
        string verdict = Path.Combine(FolderOf(runId), target, "verdict.json");
        bool judged = File.Exists(verdict);
        (long offset, bool told) = position.Of(target);
        (IReadOnlyList<ReadOnlyMemory<byte>> lines, _) = AppendedLines.Read(Path.Combine(FolderOf(runId), target, "run.jsonl"), offset);
        List<LiveEvent> events = [];
        foreach (ReadOnlyMemory<byte> line in lines)
        {
            JsonElement record = Parse(line, out string kind);
            offset += line.Length + 1;
            position.Move(target, offset, told);
            events.Add(new LiveEvent { Position = position.ToString(), Kind = kind, Target = target, Record = record, Words = kind == "event" ? Words(line) : null });
        }

        if (lines.Count == 0 && judged && !told)
        {
            position.Move(target, offset, verdict: true);
            events.Add(new LiveEvent { Position = position.ToString(), Kind = "verdict", Target = target, Record = Parse(File.ReadAllBytes(verdict), out _) });
        }

        return events;
    }

    private Dictionary<string, string>? Words(ReadOnlyMemory<byte> line)
    {
        if (options.EventWords is not { } words)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<RunRecord>(line.Span, RunJson.Line) is not EventRecord happened ? null
                : Enum.GetValues<Language>().ToDictionary(language => Languages.Codes[(int)language], language => words(happened, language), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            // An event of another version: its own text is shown.
            return null;
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> line, out string kind)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            kind = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("kind", out JsonElement told) ? told.GetString() ?? "damaged" : "damaged";
            return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            kind = "damaged";
            return JsonSerializer.SerializeToElement(new { fault.Message }, RunJson.Line);
        }
    }

    private string FolderOf(string runId) => Path.Combine(options.RunsFolder, runId);
}
