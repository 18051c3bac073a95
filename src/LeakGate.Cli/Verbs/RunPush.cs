using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LeakGate.Findings;
using LeakGate.Runs.Archives;

namespace LeakGate.Cli.Verbs;

/// <summary>
/// Sends a run to a server, in pieces, and takes it up again where it broke off. A run that can't be sent is told and changes neither
/// verdict nor exit code: what was measured stands in the run folder.
/// </summary>
internal sealed class RunPush(Uri server, string? token, TimeProvider time)
{
    private const int Piece = 8 * 1024 * 1024;
    private const int Attempts = 5;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Sends the folder of a run.</summary>
    /// <returns>Why it was not kept; <see langword="null"/>: it was.</returns>
    public async Task<string?> SendAsync(string folder, string runId, CancellationToken cancel)
    {
        using MemoryStream archive = new();
        RunArchive.Write(folder, archive);
        byte[] content = archive.ToArray();
        string digest = Convert.ToHexStringLower(Sha256.HashData(content));
        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Longest };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        Uri address = new(server.ToString().TrimEnd('/') + "/api/v1/runs/" + runId);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await SendAsync(client, address, content, digest, cancel);
            }
            catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                if (attempt == Attempts)
                {
                    return fault.Message;
                }

                await Task.Delay(TimeSpan.FromSeconds(1 << (attempt - 1)), time, cancel);
            }
        }
    }

    private static async Task<string?> SendAsync(HttpClient client, Uri address, byte[] content, string digest, CancellationToken cancel)
    {
        int offset = await ReceivedAsync(client, new Uri(address + "/push?digest=" + digest), cancel);
        while (true)
        {
            int length = Math.Min(Piece, content.Length - Math.Min(offset, content.Length));
            using HttpRequestMessage request = new(HttpMethod.Put, address) { Content = new ByteArrayContent(content, content.Length - length < offset ? content.Length - length : offset, length) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(RunArchive.ContentType);
            request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("Upload-Length", content.Length.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("Upload-Digest", digest);
            using HttpResponseMessage answer = await client.SendAsync(request, cancel);
            if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created)
            {
                return null;
            }

            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                return await RefusedAsync(answer, cancel);
            }

            offset = int.Parse(answer.Headers.GetValues("Upload-Offset").First(), CultureInfo.InvariantCulture);
        }
    }

    private static async Task<int> ReceivedAsync(HttpClient client, Uri address, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await client.GetAsync(address, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            return 0;
        }

        using JsonDocument told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel));
        return told.RootElement.GetProperty("offset").GetInt32();
    }

    private static async Task<string> RefusedAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if ((int)answer.StatusCode >= 500)
        {
            throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)answer.StatusCode}"));
        }

        string text = await answer.Content.ReadAsStringAsync(cancel);
        string detail = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString() ?? "" : "";
        return string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)answer.StatusCode} {detail}").TrimEnd();
    }
}
