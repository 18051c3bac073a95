using System.Text;
using System.Text.Json;
using LeakGate.Runs;

namespace LeakGate.Server.Access;

/// <summary>Who started and stopped what, and what was refused: two files that are only ever appended to. Thread safe.</summary>
internal sealed class AuditLog(ServerOptions options, TimeProvider time)
{
    /// <summary>Refusals come from whoever calls, so their file is bounded: it begins anew at this size, and one old one is kept.</summary>
    private const long MostRefusedBytes = 4 * 1024 * 1024;

    private const int MostWord = 200;

    private readonly Lock _gate = new();
    private long _refused;

    /// <summary>Refused calls since the server started.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Notes something that was done; it is on disk when this returns.</summary>
    /// <param name="action">start, stop or push.</param>
    /// <param name="runId">The run.</param>
    /// <param name="caller">Who asked.</param>
    /// <param name="detail">What there is to say of it.</param>
    public void Done(string action, string runId, Caller caller, string detail) =>
        Append("audit.jsonl", new { at = time.GetUtcNow(), action, run_id = runId, caller.Address, caller.Agent, caller.Token, detail = Short(detail) });

    /// <summary>Notes a call that was refused. Tokens and queries are never part of it.</summary>
    public void Refuse(string reason, string method, string path, Caller caller)
    {
        Interlocked.Increment(ref _refused);
        Append("refused.jsonl", new { at = time.GetUtcNow(), reason, method, path = Short(path), caller.Address, caller.Agent }, MostRefusedBytes);
    }

    private void Append(string name, object entry, long most = long.MaxValue)
    {
        string file = Path.Combine(options.OwnFolder, name);
        byte[] line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, RunJson.Line) + "\n");
        lock (_gate)
        {
            Directory.CreateDirectory(options.OwnFolder);
            if (File.Exists(file) && new FileInfo(file).Length > most)
            {
                File.Move(file, file + ".1", overwrite: true);
            }

            using FileStream stream = new(file, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            stream.Write(line);
        }
    }

    private static string Short(string text) => text.Length <= MostWord ? text : text[..MostWord] + "…";
}
