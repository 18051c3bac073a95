using System.Text.Json;
using LeakGate.Runs;
using Microsoft.AspNetCore.Http;

namespace LeakGate.Server.Api;

/// <summary>Errors as problem details (RFC 9457): <c>type</c> is a stable word that programs may rely on.</summary>
internal static class Problems
{
    public static IResult Of(int status, string code, string detail, object? errors = null) =>
        Results.Json(new { type = "urn:leakgate:" + code, title = code, status, detail, errors }, RunJson.Line, "application/problem+json", status);

    public static IResult NoRun(string runId) => Of(404, "no_run", $"There is no run {(SafeName.Is(runId) ? runId : "of this name")}.");

    public static Task WriteAsync(HttpContext context, int status, string code, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return context.Response.Body.WriteAsync(
            JsonSerializer.SerializeToUtf8Bytes(new { type = "urn:leakgate:" + code, title = code, status, detail }, RunJson.Line), context.RequestAborted).AsTask();
    }
}
