using System.Globalization;
using LeakGate.Observation.Targets;
using LeakGate.Tests.Probes;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Targets;

/// <summary>One reader, asked again and again, on a made table of processes.</summary>
public sealed class ProcessTreeChangesTests : IDisposable
{
    private const int Keeper = 10;

    private static readonly ProcessId Root = new(20, 100);

    private readonly FakeProc _proc;
    private readonly ProcessTreeReader _reader;

    public ProcessTreeChangesTests()
    {
        _proc = new FakeProc().Child(1, 0).Child(Keeper, 1).Child(20, Keeper).Child(21, 20).Child(22, 21);
        _proc.Link("self", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        LastId(22);
        _reader = new ProcessTreeReader(_proc.Root);
    }

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void Who_got_one_of_the_new_ids_is_found_with_its_children()
    {
        Attached().ShouldBe([20, 21, 22]);

        Started(24, 22);
        Started(25, 24);
        Started(26, 1);
        LastId(26);

        Attached().ShouldBe([20, 21, 22, 24, 25]);
        Kept().ShouldBe([20, 21, 22, 24, 25]);
    }

    [Fact]
    public void A_thread_has_an_id_of_its_own_and_is_no_process()
    {
        Attached();

        Started(23, 21).Text("23/status", "Name:\tapp\nTgid:\t22\n");
        LastId(23);

        Attached().ShouldBe([20, 21, 22]);
    }

    [Fact]
    public void A_member_whose_parent_ended_stays_one()
    {
        Attached();

        _proc.Gone(21).Child(22, 1);
        Attached().ShouldBe([20, 22]);

        Started(23, 22);
        LastId(23);
        Attached().ShouldBe([20, 22, 23]);

        // A lower id than before: the whole table is read again.
        LastId(5);
        Attached().ShouldBe([20, 22, 23], ignoreOrder: true);
    }

    [Fact]
    public void Another_process_with_the_id_of_a_member_is_none()
    {
        Attached();

        _proc.Child(22, 1, startTicks: 200);

        Attached().ShouldBe([20, 21]);
    }

    [Fact]
    public void After_ids_started_again_from_below_a_child_may_stand_before_its_parent()
    {
        Attached();

        Started(5, 6);
        Started(6, 20);
        LastId(6);

        Attached().ShouldBe([20, 21, 22, 5, 6], ignoreOrder: true);
    }

    [Fact]
    public void An_id_that_was_given_out_of_order_is_found_within_sixty_readings()
    {
        Attached();

        Started(15, 20);
        var readings = 1;
        while (readings <= 100 && !Attached().Contains(15))
        {
            readings++;
        }

        readings.ShouldBe(61);
    }

    [Fact]
    public void A_zombie_of_the_keeper_leaves_and_one_of_the_target_stays()
    {
        Kept().ShouldBe([20, 21, 22]);

        Started(23, Keeper);
        LastId(23);
        Kept().ShouldBe([20, 21, 22, 23]);

        _proc.Child(23, Keeper, 'Z').Child(22, 21, 'Z');
        Kept().ShouldBe([20, 21, 22]);
    }

    [Fact]
    public void A_tree_whose_root_ended_is_empty()
    {
        Attached();

        _proc.Child(20, Keeper, 'Z');
        Attached().ShouldBeEmpty();

        _proc.Gone(20);
        Attached().ShouldBeEmpty();
    }

    [Fact]
    public void LeakGate_itself_below_the_target_stays_out_with_all_below_it()
    {
        _reader.Read(Root, without: 23).Members.Count.ShouldBe(3);

        Started(23, 20);
        Started(24, 23);
        LastId(24);

        _reader.Read(Root, without: 23).Members.Select(member => member.Id).ShouldBe([20, 21, 22]);
    }

    private FakeProc Started(int id, int parent) =>
        _proc.Child(id, parent).Text(string.Create(CultureInfo.InvariantCulture, $"{id}/status"), string.Create(CultureInfo.InvariantCulture, $"Name:\tapp\nTgid:\t{id}\n"));

    private void LastId(int id) => _proc.Text("loadavg", string.Create(CultureInfo.InvariantCulture, $"0.10 0.20 0.30 1/100 {id}\n"));

    private List<int> Attached() => [.. _reader.Read(Root).Members.Select(member => member.Id)];

    private List<int> Kept() => [.. _reader.ReadKept(Keeper, Root).Members.Select(member => member.Id)];
}
