using System.Net.Http.Headers;
using System.Security.Cryptography;
using LeakGate.EndToEnd.Runs;
using LeakGate.Observation.Targets;
using LeakGate.Runs.Archives;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Server;

/// <summary>Runs that come from elsewhere.</summary>
[Collection<BusyRuns>]
public sealed class PushTests : IDisposable
{
    /// <summary>How often the server is killed; bench/server-kills.sh asks for more.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("LEAKGATE_BENCH_KILLS") ?? "5", System.Globalization.CultureInfo.InvariantCulture);

    private readonly Workspace _sender = new();
    private readonly Workspace _server = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _sender.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_pushed_run_is_kept_once_whole_and_outlives_kills_of_the_server()
    {
        var url = Workspace.FreeUrl();
        _sender.ConfigureCommand(SmallServer.Command(url), url);
        await using (var serve = await ServeProcess.StartAsync(_server.Path))
        {
            var end = await LeakGateProcess.RunAsync(_sender.Path, "run", "--push", serve.Client.BaseAddress!.ToString());
            end.Code.ShouldBe(0, end.ToString());
            end.Error.ShouldContain("sent to 127.0.0.1");
            (await serve.GetAsync("/api/v1/runs")).GetProperty("total").GetInt64().ShouldBe(1);
        }

        var folder = Path.GetDirectoryName(_sender.Folder().Path)!;
        var original = Path.GetFileName(folder);
        File.ReadAllBytes(Path.Combine(_server.Folder().Path, "run.jsonl")).ShouldBe(File.ReadAllBytes(Path.Combine(folder, "it", "run.jsonl")));
        var random = new Random(7);
        var promised = new List<string> { original };
        for (var i = 0; i < Kills; i++)
        {
            await using var serve = await ServeProcess.StartAsync(_server.Path);
            using var killer = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(0, 400)));
            await using var registration = killer.Token.Register(() => serve.Tool.Signal(LinuxCalls.SignalKill));
            for (var j = 0; !killer.IsCancellationRequested; j++)
            {
                var id = FormattableString.Invariant($"20260101-{i:000000}-{j:x4}");
                try
                {
                    using var answer = await PutAsync(serve, id, Renamed(folder, original, id));
                    if (answer.IsSuccessStatusCode)
                    {
                        promised.Add(id);
                    }
                }
                catch (HttpRequestException)
                {
                    // Killed meanwhile: nothing was promised.
                }
            }

            await serve.Tool.EndAsync();
        }

        await using var last = await ServeProcess.StartAsync(_server.Path);
        var kept = (await last.GetAsync("/api/v1/runs?limit=500")).GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("run_id").GetString()).ToList();
        promised.ShouldBeSubsetOf(kept!);
        kept.ShouldBeUnique();
        await using var connection = new SqliteConnection("Data Source=" + Path.Combine(_server.Path, ".leakgate", "history.db"));
        await connection.OpenAsync(_cancel);
        await using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        (await check.ExecuteScalarAsync(_cancel)).ShouldBe("ok");
    }

    [Fact]
    public async Task What_is_no_run_or_too_large_is_refused_and_leaves_nothing()
    {
        await using var serve = await ServeProcess.StartAsync(_server.Path);

        using var wrong = await PutAsync(serve, "20260101-000000-0000", "no archive at all"u8.ToArray());
        using var large = await PutAsync(serve, "20260101-000000-0001", [1, 2, 3], total: 1L << 40);

        ((int)wrong.StatusCode).ShouldBe(422);
        ((int)large.StatusCode).ShouldBe(413);
        _server.Folders().ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.Combine(_server.Path, ".leakgate", "server", "uploads")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_that_broke_off_goes_on_where_it_was()
    {
        await using var serve = await ServeProcess.StartAsync(_server.Path);
        var content = new byte[1000];
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));

        using var first = await PutAsync(serve, "20260101-000000-0002", content[..400], total: 1000, digest: digest);

        ((int)first.StatusCode).ShouldBe(202);
        (await serve.GetAsync("/api/v1/runs/20260101-000000-0002/push?digest=" + digest)).GetProperty("offset").GetInt32().ShouldBe(400);
    }

    private static byte[] Renamed(string folder, string original, string id)
    {
        var copy = Directory.CreateTempSubdirectory("leakgate-push-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(copy, "it"));
            foreach (var name in new[] { "run.jsonl", "verdict.json" })
            {
                File.WriteAllText(Path.Combine(copy, "it", name), File.ReadAllText(Path.Combine(folder, "it", name)).Replace(original, id, StringComparison.Ordinal));
            }

            using var archive = new MemoryStream();
            RunArchive.Write(copy, archive);
            return archive.ToArray();
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private async Task<HttpResponseMessage> PutAsync(ServeProcess serve, string id, byte[] content, long? total = null, string? digest = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("/api/v1/runs/" + id, UriKind.Relative)) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(RunArchive.ContentType);
        request.Headers.Add("Upload-Offset", "0");
        request.Headers.Add("Upload-Length", (total ?? content.Length).ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Digest", digest ?? Convert.ToHexStringLower(SHA256.HashData(content)));
        return await serve.Client.SendAsync(request, _cancel);
    }
}
