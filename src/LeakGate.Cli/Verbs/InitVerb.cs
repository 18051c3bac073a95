using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeakGate.Cli.CommandLine;
using LeakGate.Cli.Outcomes;
using LeakGate.Observation.Load.Imports;
using LeakGate.Observation.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Configuration;
using LeakGate.Runs.Configuration.Drafts;
using LeakGate.Runs.Configuration.Schema;
using LeakGate.Runs.Configuration.Values;

namespace LeakGate.Cli.Verbs;

/// <summary><c>leakgate init</c>: writes a commented <c>leakgate.yml</c> and its schema. Nothing is overwritten unasked.</summary>
internal sealed class InitVerb(CliHost host, CliTexts texts)
{
    /// <summary>
    /// The schema lies beside the file and not in <c>.leakgate</c>: that folder is thrown away and not committed, and then the
    /// editor of everybody else would find none.
    /// </summary>
    public const string SchemaFile = "leakgate.schema.json";

    private readonly UsageErrors _errors = new();
    private readonly InitTexts _said = new(texts.Language);

    public async Task<int> ExecuteAsync(InitRequest request, CancellationToken cancel)
    {
        string file = request.Config ?? ConfigurationLoader.DefaultFileName;
        string path = Path.GetFullPath(file, host.CurrentFolder);
        string folder = Path.GetDirectoryName(path)!;
        string schema = Path.Combine(folder, SchemaFile);
        CheckPlaces(request, file, path, schema);
        if (request.IsEmpty && _errors.Lines.Count == 0)
        {
            if (host.Prompts() is { } terminal)
            {
                request = await new InitDialog(terminal, _said, host.CurrentFolder, TimeProvider.System).AskAsync(request, cancel);
            }
            else
            {
                return await NothingSaidAsync();
            }
        }

        CommandUrl? url = request.Url is { } text ? CommandUrl.Parse(text, texts, _errors) : null;
        ImportResult.Valid? import = new InitImport(host, texts, _said, _errors).Read(request, url?.Base);
        CheckTogether(request, url);
        if (_errors.Lines.Count > 0)
        {
            return await RefuseAsync();
        }

        InitDraft drafts = new(host, _said);
        ConfigurationDraft draft = await drafts.OfAsync(request, url, import, folder, cancel);
        string yaml = DraftWriter.Write(draft, texts.Language);
        Prove(yaml, file, folder);
        RunFolder.WriteWhole(schema, Encoding.UTF8.GetBytes(ConfigurationSchema.Create(texts.Language).ToJsonString(RunJson.Indented) + "\n"));
        RunFolder.WriteWhole(path, Encoding.UTF8.GetBytes(yaml));
        await TellAsync(draft, request, file, drafts.UrlIsUnknown);
        return ExitCodes.Clean;
    }

    private void CheckPlaces(InitRequest request, string file, string path, string schema)
    {
        LanguageChoice.Check(request.Language, texts, _errors);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            _errors.Add(_said.NoFolder(Path.GetDirectoryName(file)!));
        }
        else if (!request.Force && File.Exists(path))
        {
            _errors.Add(_said.FileThere(file));
        }
        else if (!request.Force && File.Exists(schema) && !IsOurs(schema))
        {
            _errors.Add(_said.ForeignSchema(SchemaFile));
        }
    }

    private static bool IsOurs(string schema)
    {
        try
        {
            return (JsonNode.Parse(File.ReadAllText(schema)) as JsonObject)?["$id"]?.ToString() == ConfigurationSchema.Id;
        }
        catch (JsonException)
        {
            // No JSON is not ours, whatever else it is.
            return false;
        }
    }

    private void CheckTogether(InitRequest request, CommandUrl? url)
    {
        if (request.Command is { Count: 0 } or [{ Length: 0 }, ..])
        {
            _errors.Add(texts.EmptyCommand());
        }

        bool hasFile = request.OpenApi is not null || request.Http is not null || request.Har is not null;
        if (hasFile && url is not null && url.Path != "/")
        {
            _errors.Add(texts.UrlTakesNoPath());
        }

        if (request.Command is not null && request.Url is null && !hasFile)
        {
            _errors.Add(texts.CommandNeedsUrl());
        }

        if (request.Health is { } health && (!health.StartsWith('/') || PathText.HasForbidden(health)))
        {
            ConfigurationTexts values = new(texts.Language);
            _errors.Add(health.StartsWith('/') ? values.BadPathText("--health") : values.BadPath("--health", health));
        }
    }

    /// <summary>What is written must be right: a file that the next command refuses helps nobody.</summary>
    private void Prove(string yaml, string file, string folder)
    {
        // Variables that are not set yet are told of; here something stands for them.
        ConfigurationContext context = new(folder, name => host.Environment(name) ?? "x", texts.Language);
        if (ConfigurationLoader.Load(yaml, file, context) is ConfigurationResult.Invalid wrong)
        {
            throw new InvalidOperationException($"The new configuration would be wrong: {wrong.Errors[0]}");
        }
    }

    private async Task TellAsync(ConfigurationDraft draft, InitRequest request, string file, bool urlIsUnknown)
    {
        int leftOut = draft.Requests.Count(entry => entry.LeftOut is not null);
        await host.Output.WriteLineAsync(_said.Written(file, draft.Target, draft.Requests.Count - leftOut, leftOut));
        await host.Output.WriteLineAsync(_said.SchemaWritten(Path.Combine(Path.GetDirectoryName(file) ?? "", SchemaFile)));
        string[] unset = [.. DraftWriter.Variables(draft).Where(name => host.Environment(name) is null)];
        if (urlIsUnknown)
        {
            await host.Output.WriteLineAsync(_said.CheckUrl());
        }

        if (unset.Length > 0)
        {
            await host.Output.WriteLineAsync(_said.SetVariables(string.Join(", ", unset)));
        }

        await host.Output.WriteLineAsync(_said.Next(request.Config is null ? "leakgate run" : $"leakgate run -c {file}"));
    }

    private async Task<int> NothingSaidAsync()
    {
        _errors.Add(_said.NothingSaid());
        await host.Error.WriteLineAsync(_errors.Lines[0]);
        foreach (ListeningProcess process in ListeningProcess.All())
        {
            await host.Error.WriteLineAsync("  " + _said.Listening(process.Port, process.Shown, process.ProcessId));
        }

        await host.Error.WriteLineAsync(_said.NothingWritten(1));
        return ExitCodes.Usage;
    }

    private async Task<int> RefuseAsync()
    {
        foreach (string error in _errors.Lines)
        {
            await host.Error.WriteLineAsync(error);
        }

        await host.Error.WriteLineAsync(_said.NothingWritten(_errors.Lines.Count));
        return ExitCodes.Usage;
    }
}
