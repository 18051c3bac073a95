using LeakGate.Runs.Configuration.Drafts;
using LeakGate.Runs.Text;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace LeakGate.Observation.Load.Imports.OpenApi;

/// <summary>
/// Requests of an OpenAPI document (2.0, 3.0, 3.1; JSON or YAML), one for each operation. What removes things, is deprecated or needs
/// something of which the document gives no example is written down and left out. Pure: references to other files are not followed.
/// </summary>
public static class OpenApiImport
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="language">Language of errors and remarks.</param>
    public static ImportResult Read(string text, string file, Language language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        ImportScan scan = new(file, language);
        bool json = text.TrimStart('\ufeff', ' ', '\t', '\r', '\n').StartsWith('{');
        if (DocumentPlaces.Of(text, json, scan) is not { } places || Document(text, json, places, scan) is not { } document)
        {
            return new ImportResult.Invalid(scan.Errors);
        }

        (Uri? address, string prefix) = ServerAddress.Of(document.Servers);
        OperationRequest operations = new(document, scan.Texts);
        (DraftRequest Request, bool PathGuessed)[] read =
        [
            .. from path in document.Paths ?? []
               from operation in path.Value.Operations ?? []
               select operations.Of(prefix, path.Key, path.Value, operation.Key.Method.ToUpperInvariant(), operation.Value),
        ];
        DraftRequest[] requests = [.. read.Select(entry => entry.Request)];
        List<string> remarks = [];
        if (!RequestMix.HasAny(requests) && Array.Exists(read, entry => entry.PathGuessed))
        {
            // Where every operation needs a value that nobody gave, those are sent after all, and it is said.
            requests = [.. read.Select(entry => entry.PathGuessed ? entry.Request with { LeftOut = null, Remarks = [scan.Texts.Guessed()] } : entry.Request)];
            remarks.Add(scan.Texts.OnlyGuesses());
        }

        if (!RequestMix.HasAny(requests))
        {
            (int line, int column) = places.Of("#/paths");
            scan.Error(line, column, requests.Length == 0 ? scan.Texts.NoOperations() : scan.Texts.NothingToSend(requests[0].LeftOut!));
            return new ImportResult.Invalid(scan.Errors);
        }

        return new ImportResult.Valid(requests) { Address = address, Title = document.Info?.Title, Remarks = remarks };
    }

    private static OpenApiDocument? Document(string text, bool json, DocumentPlaces places, ImportScan scan)
    {
        OpenApiReaderSettings settings = new() { LoadExternalRefs = false, RuleSet = new ValidationRuleSet() };
        settings.AddYamlReader();
        ReadResult read;
        try
        {
            read = OpenApiDocument.Parse(text, json ? OpenApiConstants.Json : OpenApiConstants.Yaml, settings);
        }
        catch (Exception fault) when (fault is OpenApiException or InvalidOperationException or ArgumentException or FormatException or System.Text.Json.JsonException or KeyNotFoundException)
        {
            (int line, int column) = places.Of((fault as OpenApiException)?.Pointer);
            scan.Error(line, column, scan.Texts.NotOpenApi(fault.Message.TrimEnd('.')));
            return null;
        }

        foreach (OpenApiError error in read.Diagnostic?.Errors ?? [])
        {
            // A key that OpenAPI does not know changes nothing about the requests, unless it was meant to be a path.
            if (error.Pointer == "#/paths" || !error.Message.Contains("is not a valid property", StringComparison.Ordinal))
            {
                (int line, int column) = places.Of(error.Pointer);
                scan.Error(line, column, scan.Texts.OpenApiError(error.Message.TrimEnd('.')));
            }
        }

        if (read.Document is null && scan.Errors.Count == 0)
        {
            scan.Error(1, 1, scan.Texts.NotOpenApi("-"));
        }

        return scan.Errors.Count > 0 ? null : read.Document;
    }
}
