using System.Globalization;
using System.Net;
using System.Text.Json;

namespace LeakGate.Observation.Targets;

/// <summary>A whole answer of a container engine.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">What it says.</param>
internal readonly record struct EngineAnswer(HttpStatusCode Status, byte[] Body)
{
    private const string NoReason = "it gives no reason";

    /// <summary>Reads an answer to its end.</summary>
    public static async Task<EngineAnswer> OfAsync(HttpResponseMessage answer, CancellationToken cancel) =>
        new(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancel));

    /// <summary>Reads the document that it says.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public T Read<T>(Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(Body);
        return read(document.RootElement);
    }

    /// <summary>Makes a refusal a failure, in the engine's words.</summary>
    /// <param name="good">Whether it is none.</param>
    /// <param name="target">Name of the target.</param>
    /// <param name="what">What the engine was to do, after <c>could not</c>.</param>
    /// <exception cref="TargetFailedException">It is a refusal (<c>not_started</c>).</exception>
    public void ThrowUnless(bool good, string target, string what)
    {
        if (!good)
        {
            throw new TargetFailedException(OwnContainers.Refused, string.Create(
                CultureInfo.InvariantCulture, $"{target}: the container engine could not {what}: {Refusal()} (status {(int)Status})."));
        }
    }

    /// <summary>What an engine says when it refuses: <c>{"message":"…"}</c>.</summary>
    private string Refusal()
    {
        try
        {
            return Read(root => root.GetProperty("message").GetString())?.Trim().TrimEnd('.') ?? NoReason;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return NoReason;
        }
    }
}
