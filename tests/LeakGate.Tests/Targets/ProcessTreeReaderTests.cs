using LeakGate.Observation.Targets;
using LeakGate.Tests.Probes;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Targets;

public sealed class ProcessTreeReaderTests : IDisposable
{
    private const int Keeper = 10;

    private static readonly ProcessId Root = new(20, 100);

    private readonly FakeProc _proc = new FakeProc().Child(1, 0).Child(Keeper, 1).Child(20, Keeper);

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void The_root_is_first_even_when_its_child_has_a_lower_id()
    {
        _proc.Child(5, 20).Child(21, 5).Child(30, 1);

        Kept().ShouldBe([20, 5, 21], ignoreOrder: true);
        Kept()[0].ShouldBe(20);
    }

    [Fact]
    public void An_orphan_that_the_keeper_adopted_is_in_the_tree_and_the_keeper_is_not()
    {
        _proc.Child(40, Keeper).Child(41, 40);

        Kept().ShouldBe([20, 40, 41], ignoreOrder: true);
    }

    [Fact]
    public void A_zombie_of_the_keeper_is_about_to_be_reaped_and_one_of_the_target_counts()
    {
        _proc.Child(40, Keeper, 'Z').Child(41, 20, 'Z');

        Kept().ShouldBe([20, 41]);
    }

    [Theory]
    [InlineData("a b) S 1 (c")]
    [InlineData(")")]
    [InlineData("))) R 99 99")]
    public void A_name_may_hold_brackets_and_blanks(string name)
    {
        _proc.Child(41, 20, name: name);

        Kept().ShouldBe([20, 41]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("41")]
    [InlineData("41 (app)")]
    [InlineData("41 (app) S")]
    [InlineData("41 (app) S nonsense 1 1")]
    [InlineData("41 (app) X 20 41 41 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 100 1000")]
    public void A_process_that_cannot_be_read_or_is_dead_is_left_out(string stat)
    {
        _proc.Stat(41, stat);

        Kept().ShouldBe([20]);
    }

    [Fact]
    public void Another_process_with_the_id_of_the_root_is_not_the_root()
    {
        _proc.Child(20, Keeper, startTicks: 101);

        Kept().ShouldBeEmpty();
        Reader().Read(Root).Members.ShouldBeEmpty();
    }

    [Fact]
    public void A_tree_without_its_root_is_empty()
    {
        _proc.Child(40, Keeper).Gone(20);

        Kept().ShouldBeEmpty();
        Reader().Read(Root).Members.ShouldBeEmpty();
    }

    [Fact]
    public void An_attached_tree_is_the_process_and_all_below_without_LeakGate_itself()
    {
        _proc.Child(21, 20).Child(22, 21).Child(50, 20).Child(51, 50).Child(60, Keeper);

        Reader().Read(Root, without: 50).Members.Select(m => m.Id).ShouldBe([20, 21, 22]);
    }

    [Fact]
    public void A_root_that_is_a_zombie_is_gone()
    {
        _proc.Child(20, Keeper, 'Z');

        Reader().Read(Root).Members.ShouldBeEmpty();
        Reader().Identify(20).ShouldBeNull();
    }

    [Fact]
    public void A_process_is_identified_by_its_start_time()
    {
        Reader().Identify(20).ShouldBe(Root);
        Reader().Identify(99).ShouldBeNull();
    }

    [Fact]
    public void This_very_process_is_in_the_real_tree()
    {
        var reader = new ProcessTreeReader();
        var self = reader.Identify(Environment.ProcessId).ShouldNotBeNull();

        reader.Read(self).Members[0].ShouldBe(self);
    }

    private ProcessTreeReader Reader() => new(_proc.Root);

    private List<int> Kept() => [.. Reader().ReadKept(Keeper, Root).Members.Select(m => m.Id)];
}
