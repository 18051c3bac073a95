using System.Globalization;
using System.Text;
using System.Text.Json;
using LeakGate.Cli.Outcomes;
using LeakGate.Runs;
using LeakGate.Runs.Records;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Cli;

public sealed class AnalyzeTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_recording_that_leaks_is_a_leak_with_its_column_and_growth()
    {
        _cli.File(Recording(row => 100e6 + (row * 50 * 4000.0)), "leak.csv");

        (await _cli.RunAsync("analyze", "leak.csv", "--json")).ShouldBe(ExitCodes.Leak);

        var document = JsonDocument.Parse(_cli.Output).RootElement[0];
        document.GetProperty("file").GetString().ShouldBe("leak.csv");
        document.GetProperty("verdict").GetString().ShouldBe("leak");
        document.GetProperty("leak_types")[0].GetString().ShouldBe("memory_leak");
        var memory = document.GetProperty("resources")[0];
        memory.GetProperty("column").GetString().ShouldBe("rss_bytes");
        memory.GetProperty("verdict").GetString().ShouldBe("leak");
        memory.GetProperty("per_request").GetProperty("estimate").GetDouble().ShouldBe(4000, 1);
        memory.TryGetProperty("per_hour", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Hundreds_of_files_are_told_one_by_one_in_their_order_as_each_alone()
    {
        _cli.File(Recording(_ => 100e6), "flat.csv").File(Recording(row => 100e6 + (row * 50 * 4000.0)), "leak.csv");
        var alone = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in new[] { "flat.csv", "leak.csv" })
        {
            var before = _cli.Output.Length;
            await _cli.RunAsync("analyze", file, "--json");
            alone[file] = JsonDocument.Parse(_cli.Output[before..]).RootElement[0].GetRawText();
        }

        var said = _cli.Output.Length;

        string[] files = [.. Enumerable.Range(0, 450).Select(i => i % 7 == 3 ? "leak.csv" : "flat.csv")];
        (await _cli.RunAsync(["analyze", "--json", .. files])).ShouldBe(ExitCodes.Leak);

        (_cli.Output.Length - said).ShouldBeGreaterThan(1 << 20, "so much is held in a file");
        JsonDocument.Parse(_cli.Output[said..]).RootElement.EnumerateArray().Select(document => document.GetRawText()).ShouldBe(files.Select(file => alone[file]));
    }

    [Fact]
    public async Task Without_requests_growth_is_per_hour()
    {
        _cli.File(Recording(row => 100e6 + (row * 1e6), requests: false), "leak.csv");

        (await _cli.RunAsync("analyze", "leak.csv", "--json")).ShouldBe(ExitCodes.Leak);

        var document = JsonDocument.Parse(_cli.Output).RootElement[0];
        var memory = document.GetProperty("resources")[0];
        memory.GetProperty("per_hour").GetProperty("estimate").GetDouble().ShouldBe(3.6e9, 1e6);
        memory.TryGetProperty("per_request", out _).ShouldBeFalse();
        document.GetProperty("findings")[0].GetProperty("per_hour").GetProperty("unit").GetString().ShouldBe("bytes");
    }

    [Fact]
    public async Task Documents_stand_in_the_order_of_the_files_and_the_worst_decides()
    {
        _cli.File(Recording(_ => 100e6), "flat.csv").File(Recording(row => 100e6 + (row * 50 * 4000.0)), "leak.csv").File("elapsed_s,fds\n0,1\n", "short.csv");

        (await _cli.RunAsync("analyze", "short.csv", "leak.csv", "flat.csv", "--json", "--leak-exit-code", "42")).ShouldBe(42);

        JsonDocument.Parse(_cli.Output).RootElement.EnumerateArray()
            .Select(document => (document.GetProperty("file").GetString(), document.GetProperty("verdict").GetString()))
            .ShouldBe([("short.csv", "inconclusive"), ("leak.csv", "leak"), ("flat.csv", "clean")]);
    }

    [Theory]
    [InlineData("flat.csv", "leak", ExitCodes.Clean)]
    [InlineData("short.csv", null, ExitCodes.Inconclusive)]
    [InlineData("short.csv", "leak", ExitCodes.Clean)]
    [InlineData("leak.csv", "never", ExitCodes.Clean)]
    public async Task What_may_fail_is_chosen(string file, string? failOn, int code)
    {
        _cli.File(Recording(_ => 100e6), "flat.csv").File(Recording(row => 100e6 + (row * 50 * 4000.0)), "leak.csv").File("elapsed_s,fds\n0,1\n", "short.csv");

        (await _cli.RunAsync(failOn is null ? ["analyze", file] : ["analyze", file, "--fail-on", failOn])).ShouldBe(code);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_nothing_is_judged()
    {
        _cli.File("elapsed_s,fds\n0,x\n1,NaN\n", "bad.csv").File(Recording(_ => 100e6), "flat.csv");

        (await _cli.RunAsync("analyze", "flat.csv", "bad.csv", "none.csv", ".", "--fail-on", "leek")).ShouldBe(ExitCodes.Usage);

        _cli.Output.ShouldBeEmpty();
        _cli.Error.ShouldContain("bad.csv:2:2: fds: `x` is not a number");
        _cli.Error.ShouldContain("bad.csv:3:2: fds: `NaN` is no amount");
        _cli.Error.ShouldContain("there is no file none.csv");
        _cli.Error.ShouldContain("the folder . holds no run.jsonl");
        _cli.Error.ShouldContain("did you mean `leak`?");
    }

    [Fact]
    public async Task A_misspelt_option_is_not_taken_for_a_file()
    {
        (await _cli.RunAsync("analyze", "a.csv", "--jsno")).ShouldBe(ExitCodes.Usage);

        _cli.Error.ShouldContain("did you mean `--json`?");
        _cli.Error.ShouldNotContain("no file");
    }

    [Fact]
    public async Task No_file_is_an_error()
    {
        (await _cli.RunAsync("analyze")).ShouldBe(ExitCodes.Usage);

        _cli.Error.ShouldContain("no file is named");
    }

    [Theory]
    [InlineData("runs/1/shop")]
    [InlineData("runs/1/shop/run.jsonl")]
    [InlineData("runs/1")]
    public async Task A_run_folder_gives_the_verdict_that_the_run_gave(string path)
    {
        var folder = RunFolder.Create(Path.Combine(_cli.Folder, "runs"), "1", "shop");
        Write(folder);
        var verdict = RunJudge.Judge(RunReader.Read(folder));

        (await _cli.RunAsync("analyze", path, "--json")).ShouldBe(ExitCodes.Inconclusive);

        var judged = JsonSerializer.Deserialize<VerdictDocument[]>(_cli.Output, RunJson.Line)!.ShouldHaveSingleItem();
        judged.File.ShouldBe("runs/1/shop");
        JsonSerializer.Serialize(judged with { File = null }, RunJson.Line).ShouldBe(JsonSerializer.Serialize(verdict, RunJson.Line));
    }

    [Fact]
    public async Task A_killed_run_is_judged_as_far_as_it_went()
    {
        var folder = RunFolder.Create(Path.Combine(_cli.Folder, "runs"), "1", "shop");
        Write(folder);
        await File.AppendAllTextAsync(folder.RecordsFile, "{\"kind\":\"sam", TestContext.Current.CancellationToken);

        (await _cli.RunAsync("analyze", "runs/1/shop")).ShouldBe(ExitCodes.Inconclusive);

        _cli.Output.ShouldContain("the run was killed");
    }

    [Fact]
    public async Task Records_that_are_damaged_are_told_by_byte()
    {
        var folder = RunFolder.Create(Path.Combine(_cli.Folder, "runs"), "1", "shop");
        Write(folder);
        var length = new FileInfo(folder.RecordsFile).Length;
        await File.AppendAllTextAsync(folder.RecordsFile, "nonsense\n{}\n", TestContext.Current.CancellationToken);

        (await _cli.RunAsync("analyze", "runs/1")).ShouldBe(ExitCodes.Usage);

        _cli.Error.ShouldContain(FormattableString.Invariant($"run.jsonl: byte {length}: the line"));
    }

    private static void Write(RunFolder folder)
    {
        using RunWriter writer = new(folder);
        writer.Write(new HeaderRecord
        {
            At = TimeSpan.Zero,
            RunId = "1",
            Target = "shop",
            Started = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero),
            Version = "0.1.0",
            Profile = "quick",
            Budget = TimeSpan.FromMinutes(2),
            Expect = "clean",
            Source = "dotnet Shop.dll",
            Requests = ["GET /"],
            Weights = [1],
            Seed = 1,
            MostBlocks = 12,
            Environment = new Dictionary<string, string>(),
        });
        writer.Write(new StageRecord { At = TimeSpan.FromSeconds(1), Stage = "start" });
    }

    private static string Recording(Func<int, double> memory, bool requests = true)
    {
        var text = new StringBuilder(requests ? "elapsed_s,requests_total,rss_bytes\n" : "elapsed_s,rss_bytes\n");
        for (var row = 0; row < 600; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row}{(requests ? FormattableString.Invariant($",{row * 50}") : "")},{memory(row):0}\n");
        }

        return text.ToString();
    }
}
