using LeakGate.Observation.Load.Imports;
using LeakGate.Observation.Load.Imports.Har;
using LeakGate.Observation.Load.Imports.HttpFile;
using LeakGate.Observation.Load.Imports.OpenApi;

namespace LeakGate.Cli.Verbs;

/// <summary>Reads the file that <c>leakgate init</c> takes requests from.</summary>
internal sealed class InitImport(CliHost host, CliTexts texts, InitTexts said, UsageErrors errors)
{
    /// <summary>What the file holds; <see langword="null"/>: none is named, or an error was told.</summary>
    public ImportResult.Valid? Read(InitRequest request, Uri? wanted)
    {
        (string Option, string File)[] given =
        [
            .. new[] { ("--openapi", request.OpenApi), ("--http", request.Http), ("--har", request.Har) }
                .Where(option => option.Item2 is not null).Select(option => (option.Item1, option.Item2!)),
        ];
        if (given.Length > 1)
        {
            errors.Add(said.OneFile(string.Join(", ", given.Select(option => option.Option))));
        }

        if (given.Length != 1 || Text(given[0].Option, given[0].File) is not { } text)
        {
            return null;
        }

        (string chosen, string file) = given[0];
        ImportResult result = chosen switch
        {
            "--openapi" => OpenApiImport.Read(text, file, texts.Language),
            "--http" => HttpFileImport.Read(text, file, wanted, texts.Language),
            _ => HarImport.Read(text, file, wanted, texts.Language),
        };
        foreach (ImportError error in (result as ImportResult.Invalid)?.Errors ?? [])
        {
            errors.Add(error);
        }

        return result as ImportResult.Valid;
    }

    private string? Text(string option, string file)
    {
        string path = Path.GetFullPath(file, host.CurrentFolder);
        if (!File.Exists(path))
        {
            errors.Add(said.NoSuchFile(option, file));
            return null;
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Add(texts.FileUnreadable(file, fault.Message));
            return null;
        }
    }
}
