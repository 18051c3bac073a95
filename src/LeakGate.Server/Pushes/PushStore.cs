using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LeakGate.History;
using LeakGate.Runs;
using LeakGate.Runs.Archives;

namespace LeakGate.Server.Pushes;

/// <summary>What became of a part of a run that was pushed.</summary>
internal enum PushState
{
    /// <summary>More is awaited from <see cref="PushAnswer.Offset"/> on.</summary>
    More,

    /// <summary>The run is kept.</summary>
    Kept,

    /// <summary>The very same run was kept before.</summary>
    Known,

    /// <summary>Another run has this id.</summary>
    Conflict,

    /// <summary>It is no run; nothing of it was kept.</summary>
    Wrong,
}

/// <summary>An answer to a push.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Offset">Bytes that the server has.</param>
/// <param name="Detail">Why, when it is wrong.</param>
internal sealed record PushAnswer(PushState State, long Offset, string Detail = "");

/// <summary>
/// Takes runs from elsewhere, piece by piece. A run is promised only when its folder stands whole and the history has it; whoever was
/// not promised sends again, and the same run is kept once.
/// </summary>
internal sealed class PushStore(ServerOptions options, IHistory history) : IDisposable
{
    private const string DigestName = ".pushed";

    private readonly SemaphoreSlim _gate = new(1);

    private string Folder => Path.Combine(options.OwnFolder, "uploads");

    /// <summary>Bytes of an upload that are there already.</summary>
    public long Received(string runId, string digest) => File.Exists(PartOf(runId, digest)) ? new FileInfo(PartOf(runId, digest)).Length : 0;

    /// <summary>Whether this very run is kept already.</summary>
    public bool IsKept(string runId, string digest) =>
        File.Exists(DigestFile(runId)) && File.ReadAllText(DigestFile(runId)) == digest;

    public void Dispose() => _gate.Dispose();

    /// <summary>Takes a piece.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="digest">SHA-256 of the whole, hexadecimal: names the upload, and proves it at the end.</param>
    /// <param name="offset">Where the piece begins.</param>
    /// <param name="total">Bytes of the whole.</param>
    /// <param name="body">The piece.</param>
    /// <param name="cancel">Ends it; what was received stays.</param>
    public async Task<PushAnswer> TakeAsync(string runId, string digest, long offset, long total, Stream body, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            bool stands = Directory.Exists(Path.Combine(options.RunsFolder, runId));
            if (stands && !IsKept(runId, digest))
            {
                return new PushAnswer(PushState.Conflict, 0, "Another run has this id.");
            }

            if (!stands)
            {
                Directory.CreateDirectory(Folder);
                long has = Received(runId, digest);
                if (offset > has)
                {
                    return new PushAnswer(PushState.More, has);
                }

                has = await AppendAsync(PartOf(runId, digest), offset, total, body, cancel);
                if (has < total)
                {
                    return new PushAnswer(PushState.More, has);
                }

                if (Unpacked(runId, digest) is { } wrong)
                {
                    File.Delete(PartOf(runId, digest));
                    return new PushAnswer(PushState.Wrong, 0, wrong);
                }
            }

            bool added = await RememberAsync(runId, cancel);
            File.Delete(PartOf(runId, digest));
            return new PushAnswer(added ? PushState.Kept : PushState.Known, total);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task<long> AppendAsync(string part, long offset, long total, Stream body, CancellationToken cancel)
    {
        await using FileStream file = new(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        file.SetLength(Math.Min(file.Length, offset));
        file.Position = offset;
        byte[] buffer = new byte[64 * 1024];
        int read;
        while (file.Position < total && (read = await body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, total - file.Position)), cancel)) > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        await file.FlushAsync(cancel);
        return file.Position;
    }

    /// <summary>Unpacks beside the place and moves the whole folder there; what is wrong with it otherwise.</summary>
    private string? Unpacked(string runId, string digest)
    {
        string part = PartOf(runId, digest);
        using (FileStream whole = File.OpenRead(part))
        {
            if (Convert.ToHexStringLower(SHA256.HashData(whole)) != digest)
            {
                return "What arrived is not what was sent: its SHA-256 is another.";
            }
        }

        string beside = part + ".unpacked";
        if (Directory.Exists(beside))
        {
            Directory.Delete(beside, recursive: true);
        }

        try
        {
            using FileStream whole = File.OpenRead(part);
            RunArchive.Unpack(whole, beside, options.MostPushedBytes * 10);
            string[] targets = Directory.GetDirectories(beside);
            if (targets.Length == 0 || !Array.TrueForAll(targets, target => SafeName.Is(Path.GetFileName(target)) && VerdictOf(target) is { } verdict && verdict.RunId == runId && verdict.Target == Path.GetFileName(target)))
            {
                Directory.Delete(beside, recursive: true);
                return "The archive holds no run of this id: each target needs run.jsonl and a verdict.json that names run and target.";
            }

            File.WriteAllText(Path.Combine(beside, DigestName), digest);
            Directory.CreateDirectory(options.RunsFolder);
            Directory.Move(beside, Path.Combine(options.RunsFolder, runId));
            return null;
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or IOException)
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }

            return fault is IOException ? "The archive could not be unpacked." : fault.Message;
        }
    }

    private async Task<bool> RememberAsync(string runId, CancellationToken cancel)
    {
        bool added = false;
        foreach (string target in Directory.GetDirectories(Path.Combine(options.RunsFolder, runId)))
        {
            HeaderOf(target, out string branch, out string commit);
            VerdictDocument verdict = VerdictOf(target) ?? throw new InvalidDataException($"{target} holds no verdict.");
            added |= await history.AddAsync(new HistoryRun { Verdict = verdict, Branch = branch, Commit = commit, Source = "push" }, cancel);
        }

        return added;
    }

    private static VerdictDocument? VerdictOf(string target)
    {
        string file = Path.Combine(target, "verdict.json");
        return File.Exists(file) && File.Exists(Path.Combine(target, "run.jsonl"))
            ? JsonSerializer.Deserialize<VerdictDocument>(File.ReadAllBytes(file), RunJson.Line) : null;
    }

    private static void HeaderOf(string target, out string branch, out string commit)
    {
        var header = RunReader.ReadWhatStands(RunFolder.Open(target)).Records.OfType<Runs.Records.HeaderRecord>().FirstOrDefault();
        (branch, commit) = (header?.Branch ?? "", header?.Commit ?? "");
    }

    private string DigestFile(string runId) => Path.Combine(options.RunsFolder, runId, DigestName);

    private string PartOf(string runId, string digest) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{runId}.{digest}.part"));
}
