using System.Globalization;
using System.Text;
using System.Text.Json;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Targets;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using Shouldly;

namespace LeakGate.EndToEnd.Viewer;

/// <summary>Run folders made from the real one: cut off, or with other names in them. The real tool writes their pages.</summary>
internal sealed class OtherFolders(ViewerRun run) : IDisposable
{
    private readonly TemporaryFolder _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>The folder as a run leaves it that was killed when so much of its records was written.</summary>
    public Task<string> CutAsync(double share)
    {
        var records = File.ReadAllBytes(run.Workspace.Folder("leaky").RecordsFile);
        return CutAsync("cut" + share.ToString("0.00", CultureInfo.InvariantCulture), records[..(int)(records.Length * share)]);
    }

    /// <summary>The folder of a run that was killed when its target was ready: no reading and no block yet.</summary>
    public Task<string> CutWhenReadyAsync()
    {
        var lines = File.ReadLines(run.Workspace.Folder("leaky").RecordsFile)
            .TakeWhile(line => !line.StartsWith("{\"kind\":\"block\"", StringComparison.Ordinal) && !line.StartsWith("{\"kind\":\"sample\"", StringComparison.Ordinal));
        return CutAsync("cut-ready", Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
    }

    private Task<string> CutAsync(string name, byte[] records)
    {
        var folder = Folder(name);
        File.WriteAllBytes(folder.RecordsFile, records);
        return PageAsync(folder);
    }

    /// <summary>The folder with a name wherever a target's words can stand.</summary>
    public Task<string> NamedAsync(string label, string name)
    {
        var source = run.Workspace.Folder("leaky");
        var folder = Folder(label);
        using (var records = File.Create(folder.RecordsFile))
        {
            foreach (var record in RunReader.Read(source).Records)
            {
                JsonSerializer.Serialize(records, Named(record, name), RunJson.Line);
                records.WriteByte((byte)'\n');
            }
        }

        var verdict = run.Verdict with
        {
            Target = name,
            Findings = [.. run.Verdict.Findings.Select(finding => finding with
            {
                Summary = name,
                Requests = [.. finding.Requests.Select(request => request with { Request = name })],
                Evidence = [.. finding.Evidence.Select(evidence => evidence with { Name = name })],
            })],
        };
        File.WriteAllBytes(folder.VerdictFile, JsonSerializer.SerializeToUtf8Bytes(verdict, RunJson.Indented));
        File.WriteAllText(folder.LogFile, name + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return PageAsync(folder);
    }

    private static RunRecord Named(RunRecord record, string name) => record switch
    {
        HeaderRecord header => header with
        {
            Target = name,
            Source = name,
            Url = name,
            Branch = name,
            Commit = name,
            Requests = [.. header.Requests.Select((_, index) => index == 0 ? name : name + " " + index.ToString(CultureInfo.InvariantCulture))],
            Environment = new Dictionary<string, string> { [name] = name },
        },
        EventRecord told => told with { Text = name, Code = name, Data = new Dictionary<string, string> { ["requests"] = name } },
        StageRecord stage => stage with { Note = name },
        BlockRecord block => block with
        {
            Errors = new Dictionary<string, long> { [name] = 3 },
            Details = new Dictionary<string, IReadOnlyDictionary<string, long>> { ["fds"] = new Dictionary<string, long> { [name] = block.Index } },
            Gaps = new Dictionary<string, string> { ["threads"] = name },
        },
        SampleRecord sample => sample with { Gaps = new Dictionary<string, string> { ["heap_bytes"] = name } },
        _ => record,
    };

    private RunFolder Folder(string label) => RunFolder.Create(Path.Combine(_place.Path, label), "20261126-000000-abcd", "it");

    private async Task<string> PageAsync(RunFolder folder)
    {
        var end = await LeakGateProcess.RunAsync(_place.Path, "report", folder.Path, "--format", "html");
        end.Code.ShouldBe(0, end.ToString());
        return Path.Combine(folder.Path, "report.html");
    }
}
