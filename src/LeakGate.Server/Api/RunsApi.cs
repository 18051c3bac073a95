using System.Globalization;
using System.Text;
using System.Text.Json;
using LeakGate.History;
using LeakGate.Runs;
using LeakGate.Runs.Viewing;
using LeakGate.Server.Access;
using LeakGate.Server.Children;
using LeakGate.Server.Folders;
using LeakGate.Server.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LeakGate.Server.Api;

/// <summary>Runs: start, stop, queue, one run with its files, and what happens in it while it happens.</summary>
internal sealed class RunsApi(ServerOptions options, RunQueue queue, StartCheck check, RunFollower follower, IHistory history, AuditLog audit, TimeProvider time)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/queue", () => Results.Json(new { parallel = options.Parallel, runs = queue.All() }, RunJson.Line)).WithSummary("Runs of this server: waiting, running, ended lately");
        api.MapPost("/runs", Start).WithSummary("Start a run, or put it in the queue");
        api.MapPost("/runs/check", Check).WithSummary("What would be wrong with a start; nothing is started");
        api.MapPost("/runs/{id}/stop", Stop).WithSummary("Stop a run; its target's whole process tree ends");
        api.MapGet("/runs/{id}", OneAsync).WithSummary("One run: state, verdicts, files");
        api.MapGet("/runs/{id}/report", Report).WithSummary("The report document (leakgate.report/1) of all targets, also while the run goes on");
        api.MapGet("/runs/{id}/files/{**path}", FileOf).WithSummary("A file of the run folder");
        api.MapGet("/runs/{id}/output", Output).WithSummary("What the run printed");
        api.MapGet("/runs/{id}/live", LiveAsync).WithSummary("What happens, as Server-Sent Events; Last-Event-ID goes on where one was");
    }

    private IResult Start(StartRequest request, HttpContext context)
    {
        (StartWords? start, IReadOnlyList<StartError> errors) = check.Check(request);
        if (start is null)
        {
            return Problems.Of(422, "start", "Nothing was started.", errors);
        }

        if (queue.Add(start) is not { } run)
        {
            return Problems.Of(429, "queue_full", string.Create(CultureInfo.InvariantCulture, $"{RunQueue.MostWaiting} runs wait already."));
        }

        audit.Done("start", run.RunId, Caller.Of(context), string.Join(' ', start.Targets.DefaultIfEmpty(start.Words[0])));
        context.Response.Headers.Location = $"/api/v1/runs/{run.RunId}";
        return Results.Json(run, RunJson.Line, statusCode: 202);
    }

    private IResult Check(StartRequest request) => Results.Json(new { errors = check.Check(request).Errors }, RunJson.Line);

    private IResult Stop(string id, HttpContext context)
    {
        if (queue.Stop(id) is not { } run)
        {
            return Problems.NoRun(id);
        }

        audit.Done("stop", id, Caller.Of(context), run.State.ToString());
        return Results.Json(run, RunJson.Line, statusCode: 202);
    }

    private async Task<IResult> OneAsync(string id, CancellationToken cancel)
    {
        if (!SafeName.Is(id))
        {
            return Problems.NoRun(id);
        }

        QueuedRun? asked = queue.Find(id);
        IReadOnlyList<HistoryRow> rows = (await history.ListAsync(new HistoryFilter { RunId = id }, cancel)).Rows;
        RunFiles files = new(options.RunsFolder, id);
        if (asked is null && rows.Count == 0 && !files.Stand)
        {
            return Problems.NoRun(id);
        }

        return Results.Json(new { run_id = id, queue = asked, targets = rows, files = files.All() }, RunJson.Line);
    }

    private IResult Report(string id)
    {
        RunFiles files = new(options.RunsFolder, id);
        if (!SafeName.Is(id) || files.Targets().Count == 0)
        {
            return Problems.NoRun(id);
        }

        IReadOnlyList<string> folders = files.Targets();
        List<string> judged = [.. folders.Where(folder => File.Exists(Path.Combine(folder, "verdict.json")))];
        ReportDocument? told = judged.Count > 0 ? options.Worded?.Invoke([.. judged.Select(RunFolder.Open)]) : null;
        if (told is not null && judged.Count == folders.Count)
        {
            return Results.Json(told, RunJson.Line);
        }

        List<TargetDocument> targets = [];
        foreach (string folder in folders)
        {
            // One target may be judged while another still runs.
            if (told is not null && judged.IndexOf(folder) is >= 0 and int place)
            {
                targets.Add(told.Targets[place]);
                continue;
            }

            StandingRecords standing = RunReader.ReadWhatStands(RunFolder.Open(folder));
            if (standing.Records is [Runs.Records.HeaderRecord header, ..])
            {
                string verdict = Path.Combine(folder, "verdict.json");
                targets.Add(TargetDocument.Of(
                    new RecordedRun(header, standing.Records, standing.CutAt),
                    File.Exists(verdict) ? JsonSerializer.Deserialize<VerdictDocument>(File.ReadAllBytes(verdict), RunJson.Line) : null));
            }
        }

        return Results.Json(new ReportDocument { Version = options.Version, Written = time.GetUtcNow(), Targets = targets }, RunJson.Line);
    }

    private IResult FileOf(string id, string path, HttpContext context)
    {
        if (!SafeName.Is(id) || new RunFiles(options.RunsFolder, id).Find(path) is not { } file)
        {
            return Problems.Of(404, "no_file", "There is no such file in this run.");
        }

        // A report of another machine is a stranger: it may show itself, but neither send, load nor reach this page.
        bool page = file.EndsWith(".html", StringComparison.Ordinal);
        context.Response.Headers.ContentSecurityPolicy = page
            ? "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
            : "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
        return Results.File(file, RunFiles.ContentType(file));
    }

    private IResult Output(string id) => SafeName.Is(id) && queue.OutputFile(id) is { } file
        ? Results.Stream(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), "text/plain; charset=utf-8")
        : Problems.NoRun(id);

    private async Task LiveAsync(string id, HttpContext context, CancellationToken cancel)
    {
        string after = context.Request.Headers["Last-Event-ID"].ToString();
        if (!follower.Knows(id) || LivePosition.Parse(after) is not { } position)
        {
            await Problems.WriteAsync(context, 404, "no_run", "There is no such run, or no such position.");
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.FlushAsync(cancel);
        await using IAsyncEnumerator<LiveEvent> events = follower.FollowAsync(id, position, cancel).GetAsyncEnumerator(cancel);
        try
        {
            while (true)
            {
                Task<bool> next = events.MoveNextAsync().AsTask();
                while (await Task.WhenAny(next, Task.Delay(Heartbeat, time, cancel)) != next)
                {
                    cancel.ThrowIfCancellationRequested();
                    await context.Response.Body.WriteAsync(": here\n\n"u8.ToArray(), cancel);
                }

                if (!await next)
                {
                    return;
                }

                LiveEvent told = events.Current;
                string data = JsonSerializer.Serialize(new { target = told.Target, record = told.Record, words = told.Words }, RunJson.Line);
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"id: {told.Position}\nevent: {told.Kind}\ndata: {data}\n\n"), cancel);
                await context.Response.Body.FlushAsync(cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone.
        }
    }
}
