using System.Globalization;
using LeakGate.Runs;
using LeakGate.Runs.Archives;
using LeakGate.Server.Access;
using LeakGate.Server.Measures;
using LeakGate.Server.Pushes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace LeakGate.Server.Api;

/// <summary><c>PUT /runs/{id}</c>: takes a run from elsewhere.</summary>
internal sealed class PushApi(ServerOptions options, PushStore store, AuditLog audit, ServerMeasures measures)
{
    public const string OffsetHeader = "Upload-Offset";
    public const string LengthHeader = "Upload-Length";
    public const string DigestHeader = "Upload-Digest";

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/runs/{id}", TakeAsync).WithSummary("Push a run, whole or in pieces: Upload-Offset, Upload-Length, Upload-Digest (SHA-256, hexadecimal)");
        api.MapGet("/runs/{id}/push", Received).WithSummary("How much of an upload the server has");
    }

    private IResult Received(string id, string digest) => !SafeName.Is(id) || !IsDigest(digest)
        ? Problems.Of(400, "push", "A run id and the SHA-256 of the archive, please.")
        : Results.Json(new { kept = store.IsKept(id, digest), offset = store.Received(id, digest) }, RunJson.Line);

    private async Task<IResult> TakeAsync(string id, HttpContext context, CancellationToken cancel)
    {
        string digest = context.Request.Headers[DigestHeader].ToString();
        if (!SafeName.Is(id) || !IsDigest(digest) || !Number(context, OffsetHeader, out long offset) || !Number(context, LengthHeader, out long total)
            || offset > total || context.Request.ContentType != RunArchive.ContentType)
        {
            return Problems.Of(400, "push", $"A push needs a run id, {OffsetHeader}, {LengthHeader}, {DigestHeader} and the content type {RunArchive.ContentType}.");
        }

        if (total > options.MostPushedBytes)
        {
            return Problems.Of(413, "too_large", string.Create(CultureInfo.InvariantCulture, $"A run may have {options.MostPushedBytes} bytes at most."));
        }

        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = total - offset;
        PushAnswer answer = await store.TakeAsync(id, digest, offset, total, context.Request.Body, cancel);
        context.Response.Headers[OffsetHeader] = answer.Offset.ToString(CultureInfo.InvariantCulture);
        switch (answer.State)
        {
            case PushState.Kept:
                audit.Done("push", id, Caller.Of(context), "");
                measures.Push();
                return Results.Json(new { run_id = id, kept = true, answer.Offset }, RunJson.Line, statusCode: 201);
            case PushState.Known:
                return Results.Json(new { run_id = id, kept = true, answer.Offset }, RunJson.Line);
            case PushState.More:
                return Results.Json(new { run_id = id, kept = false, answer.Offset }, RunJson.Line, statusCode: 202);
            case PushState.Conflict:
                return Problems.Of(409, "conflict", answer.Detail);
            default:
                audit.Refuse("no_run", "PUT", context.Request.Path, Caller.Of(context));
                return Problems.Of(422, "no_run", answer.Detail);
        }
    }

    private static bool IsDigest(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static bool Number(HttpContext context, string header, out long value) =>
        long.TryParse(context.Request.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
