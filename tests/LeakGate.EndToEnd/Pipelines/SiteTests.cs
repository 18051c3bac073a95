using System.Text.Json;
using LeakGate.EndToEnd.Targets;
using LeakGate.Runs;
using LeakGate.Tests.Reports;
using Shouldly;
using Xunit;

namespace LeakGate.EndToEnd.Pipelines;

/// <summary>scripts/site: the site of past runs that the pipelines publish.</summary>
public sealed class SiteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Site => Path.Combine(_folder.Path, "site");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clean_run_is_on_the_badge_with_the_bound_that_was_shown()
    {
        Record("20261122-101402-ab12", MadeVerdicts.Clean("healthy"), MadeVerdicts.Leaky("leaky") with { Expect = "leak" });

        await AddAsync("20261122-101402-ab12", "--branch", "main", "--commit", "0123456789abcdef", "--build", "https://ci.example.com/1");

        Badge().ShouldContain("<title>leaks: none · &#60; 113 B/request</title>"); // the verdict says 112.4
        var index = Read("index.html");
        index.ShouldContain("≤ 113 B");
        index.ShouldContain("▲ leak (expected)");
        index.ShouldContain("<a href=\"https://ci.example.com/1\">0123456789</a>");
        index.ShouldContain("href=\"runs/20261122-101402-ab12/index.html\"");
        Read("runs/20261122-101402-ab12/index.html").ShouldBe("page of 20261122-101402-ab12");
    }

    [Fact]
    public async Task The_badge_is_never_green_unless_every_target_did_as_expected()
    {
        Record("20261122-101402-0001", MadeVerdicts.Leaky() with { Expect = "clean" });
        await AddAsync("20261122-101402-0001");
        Badge().ShouldContain("leaks: database connection, redis connection, memory, file descriptor");

        Record("20261122-101402-0002", MadeVerdicts.Clean() with { Started = MadeVerdicts.Clean().Started.AddDays(1), Expect = "leak" });
        await AddAsync("20261122-101402-0002");
        Badge().ShouldContain("leaks: undecided");

        Record("20261122-101402-0003", MadeVerdicts.Clean("a") with { Started = MadeVerdicts.Clean().Started.AddDays(2) }, MadeVerdicts.Failed("b") with { Expect = "clean" });
        await AddAsync("20261122-101402-0003");
        Badge().ShouldContain("leaks: failed");
    }

    [Fact]
    public async Task Runs_add_up_newest_first_the_same_run_once_and_old_pages_go()
    {
        for (var day = 0; day < 3; day++)
        {
            var id = FormattableString.Invariant($"2026112{day}-101402-ab12");
            Record(id, MadeVerdicts.Clean() with { RunId = id, Started = MadeVerdicts.Clean().Started.AddDays(day) });
            await AddAsync(id, "--keep", "2");
        }

        await AddAsync("20261122-101402-ab12", "--keep", "2");

        using var runs = JsonDocument.Parse(Read("runs.json"));
        runs.RootElement.EnumerateArray().Select(run => run.GetProperty("id").GetString()).ShouldBe(["20261122-101402-ab12", "20261121-101402-ab12", "20261120-101402-ab12"]);
        Directory.Exists(Path.Combine(Site, "runs", "20261120-101402-ab12")).ShouldBeFalse();
        Read("index.html").ShouldContain("20261120-101402-ab12: no page");
    }

    [Fact]
    public async Task What_a_target_is_called_is_shown_as_text()
    {
        const string name = "<script>alert(1)</script>";
        Record("20261122-101402-ab12", MadeVerdicts.Clean(name));

        await AddAsync("20261122-101402-ab12", "--branch", "<b>x</b>", "--build", "javascript:alert(1)");

        Read("index.html").ShouldNotContain("<script>");
        Read("index.html").ShouldNotContain("<b>");
        Read("index.html").ShouldNotContain("javascript:");
    }

    [Fact]
    public async Task A_folder_without_a_verdict_is_an_error_and_changes_nothing()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty", "shop"));

        var (code, said) = await NodeAsync("--site", Site, "--run", Path.Combine(_folder.Path, "empty"));

        code.ShouldBe(2);
        said.ShouldContain("holds no verdict.json");
        File.Exists(Path.Combine(Site, "index.html")).ShouldBeFalse();
    }

    private void Record(string id, params VerdictDocument[] verdicts)
    {
        var run = Path.Combine(_folder.Path, id);
        for (var i = 0; i < verdicts.Length; i++)
        {
            var target = Directory.CreateDirectory(Path.Combine(run, FormattableString.Invariant($"target-{i}"))).FullName;
            File.WriteAllBytes(Path.Combine(target, "verdict.json"), JsonSerializer.SerializeToUtf8Bytes(verdicts[i] with { RunId = id }, RunJson.Indented));
        }

        File.WriteAllText(Path.Combine(run, "report.html"), $"page of {id}");
    }

    private async Task AddAsync(string id, params string[] more)
    {
        var (code, said) = await NodeAsync(["--site", Site, "--run", Path.Combine(_folder.Path, id), .. more]);
        code.ShouldBe(0, said);
    }

    private string Badge() => Read("badge.svg");

    private string Read(string name) => File.ReadAllText(Path.Combine(Site, name));

    private Task<Called> NodeAsync(params string[] words) =>
        Called.RunAsync(_folder.Path, "node", [Path.Combine(Repository.Root, "scripts", "site", "site.mjs"), .. words]);
}
