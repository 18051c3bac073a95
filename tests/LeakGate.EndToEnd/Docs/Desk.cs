using System.Globalization;
using LeakGate.EndToEnd.Notifications;
using LeakGate.EndToEnd.Runs;
using LeakGate.EndToEnd.Targets;
using LeakGate.Observation.Targets;
using LeakGate.Tests.Docs;
using Shouldly;

namespace LeakGate.EndToEnd.Docs;

/// <summary>A desk as the pages suppose it: a bash with the tool, a shop to judge, runs that were recorded, files to import, a repository.</summary>
internal sealed class Desk : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly MarkedProcesses _marked = new();
    private readonly string _url = Workspace.FreeUrl();

    public void Dispose() => _workspace.Dispose();

    public void Remove(string file) => File.Delete(Path.Combine(_workspace.Path, file));

    public Task ShouldBeLeftEmptyAsync() => _marked.ShouldBecomeAsync(0);

    /// <summary>The command with a free port, and a run that is short.</summary>
    public string Adapted(string command) => command
        .Replace("http://127.0.0.1:5000", _url, StringComparison.Ordinal)
        .Replace("http://127.0.0.1:8000", _url, StringComparison.Ordinal)
        .Replace("leakgate run", "leakgate run --budget 2s", StringComparison.Ordinal);

    /// <summary>A folder as the pages suppose it: a shop, its configuration, runs that were recorded, files to import, a repository with a server.</summary>
    public async Task PrepareAsync(IReadOnlyList<string> documented)
    {
        var port = new Uri(_url).Port;
        var shop = MarkdownPage.At("docs/first-leak.md").Code.First(block => block.Language == "python").Text;
        File.WriteAllText(Path.Combine(_workspace.Path, "shop.py"), shop.Replace("8000", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        _workspace.Configure($$"""
            targets:
              shop: { command: python3 shop.py, url: "{{_url}}" }
            load: { rate: 400/s, requests: [ GET /api/items ] }
            """);
        var runs = Path.Combine(_workspace.Path, ".leakgate", "runs");
        var night = RecordedNight.Write(_workspace.Path);
        foreach (var id in documented.SelectMany(command => command.Split(' ', '/')).Where(word => word.Length == 20 && word.StartsWith("202611", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            if (!Directory.Exists(Path.Combine(runs, id)))
            {
                CopyRun(night, Path.Combine(runs, id), id);
            }
        }

        File.WriteAllText(Path.Combine(_workspace.Path, "soak.csv"), "elapsed_s,requests_total,rss_bytes\n" + string.Concat(Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 10},{i * 100},{100_000_000 + (i * 7919 % 1000)}\n"))));
        File.WriteAllText(Path.Combine(_workspace.Path, "openapi.json"), """{"openapi":"3.0.3","info":{"title":"shop","version":"1"},"paths":{"/api/items":{"get":{"responses":{"200":{"description":"ok"}}}}}}""");
        File.WriteAllText(Path.Combine(_workspace.Path, "shop.http"), $"GET {_url}/api/items\n");
        File.WriteAllText(Path.Combine(_workspace.Path, "shop.har"), $$$"""{"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":[{"startedDateTime":"2026-11-22T10:14:02Z","time":1,"request":{"method":"GET","url":"{{{_url}}}/api/items","httpVersion":"HTTP/1.1","headers":[],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":0},"response":{"status":200,"statusText":"OK","httpVersion":"HTTP/1.1","headers":[],"cookies":[],"content":{"size":2,"mimeType":"text/plain"},"redirectURL":"","headersSize":-1,"bodySize":2},"cache":{},"timings":{"send":0,"wait":1,"receive":0}}]}}""");
        var programs = Directory.CreateDirectory(Path.Combine(_workspace.Path, "bin")).FullName;
        var dotnet = CommandPath.Find("dotnet", "/", Environment.GetEnvironmentVariable("PATH"))!;
        Script(programs, "leakgate", $"exec \"{dotnet}\" \"{Path.Combine(AppContext.BaseDirectory, "leakgate.dll")}\" \"$@\"");
        Script(programs, "dotnet", $"if [ \"$1\" = Shop.dll ]; then exec python3 \"{_workspace.Path}/shop.py\"; fi\nexec \"{dotnet}\" \"$@\"");
        var git = await BashAsync("git init -q --bare server.git && git init -q -b main && git config user.name t && git config user.email t@example.com && git remote add origin \"$PWD/server.git\" && git commit -q --allow-empty -m begin");
        git.Code.ShouldBe(0, git.Text);
    }

    private static void CopyRun(string from, string to, string id)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.WriteAllText(place, File.ReadAllText(file).Replace(RecordedNight.RunId, id, StringComparison.Ordinal));
        }
    }

    private static void Script(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Types it.</summary>
    public Task<Called> BashAsync(string command)
    {
        var isOurs = command.StartsWith("make ", StringComparison.Ordinal);
        var variables = _marked.Environment.ToDictionary(pair => pair.Key, string? (pair) => pair.Value, StringComparer.Ordinal);
        variables["PATH"] = Path.Combine(_workspace.Path, "bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        variables["LC_ALL"] = "C.UTF-8";
        return Called.RunAsync(isOurs ? Repository.Root : _workspace.Path, variables, "bash", "-c", command);
    }
}
