using LeakGate.Observation.Targets;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Targets;

public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leakgate-start-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void LeakGate_finds_itself_when_another_program_hosts_it()
    {
        var (file, prefix) = SelfCommand.Resolve();

        Path.GetFileName(file).ShouldBe("dotnet");
        File.Exists(file).ShouldBeTrue();
        File.Exists(prefix.ShouldHaveSingleItem()).ShouldBeTrue();
    }

    [Fact]
    public void A_name_is_looked_up_in_the_search_path_and_one_that_can_run_wins()
    {
        var first = Program("first/tool", executable: false);
        var second = Program("second/tool", executable: true);

        CommandPath.Find("tool", "/", $"/nowhere:{_folder}/first:{_folder}/second").ShouldBe(second);
        CommandPath.Find("tool", "/", $"{_folder}/first").ShouldBe(first);
        CommandPath.Find("tool", "/", "/nowhere").ShouldBeNull();
    }

    [Fact]
    public void A_name_with_a_slash_is_relative_to_the_working_folder()
    {
        var tool = Program("bin/tool", executable: true);

        CommandPath.Find("./bin/tool", _folder, searchPath: null).ShouldBe(tool);
        CommandPath.Find("bin/other", _folder, searchPath: null).ShouldBeNull();
    }

    [Fact]
    public void A_user_has_its_own_group_which_need_not_have_its_name()
    {
        string[] passwd = ["# a comment", "root:x:0:0:root:/root:/bin/sh", "nobody:x:65534:65533:nobody:/:/usr/sbin/nologin", "broken:x:a:b"];

        UserSwitch.Find("nobody", passwd).ShouldBe((65534u, 65533u));
        UserSwitch.Find("broken", passwd).ShouldBeNull();
        UserSwitch.Find("absent", passwd).ShouldBeNull();
    }

    [Fact]
    public void The_allocator_is_tamed_unless_the_user_has_done_so()
    {
        var start = new TargetStart { Name = "t", Arguments = ["true"], Environment = new Dictionary<string, string> { ["MALLOC_ARENA_MAX"] = "9" } };

        var tuned = new TargetEnvironment(start);
        tuned.Tuned.ShouldBe(new Dictionary<string, string> { ["MALLOC_TRIM_THRESHOLD_"] = "131072" });
        tuned.Variables.ShouldContain("MALLOC_ARENA_MAX=9");
        tuned.Variables.ShouldContain("MALLOC_TRIM_THRESHOLD_=131072");

        var plain = new TargetEnvironment(start with { TuneAllocator = false });
        plain.Tuned.ShouldBeEmpty();
        plain.Variables.ShouldNotContain("MALLOC_TRIM_THRESHOLD_=131072");
    }

    [Theory]
    [InlineData("nr_free_pages 5\noom_kill 17\nother 1\n", 17)]
    [InlineData("nr_free_pages 5\n", 0)]
    [InlineData("oom_kill nonsense\n", 0)]
    public void The_kernels_count_of_kills_for_memory_is_read(string vmstat, long expected)
    {
        var file = Path.Combine(_folder, "vmstat");
        File.WriteAllText(file, vmstat);

        OutOfMemoryKills.Read(file).ShouldBe(expected);
        OutOfMemoryKills.Read(Path.Combine(_folder, "missing")).ShouldBe(0);
    }

    private string Program(string name, bool executable)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | (executable ? UnixFileMode.UserExecute : UnixFileMode.None));
        return path;
    }
}
