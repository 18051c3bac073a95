using LeakGate.Observation.Probes.Jvm;
using Shouldly;
using Xunit;

namespace LeakGate.Tests.Probes.Jvm;

/// <summary>What OpenJDK 17 printed for each of its collectors, and 25 where it differs, cut at nothing but the addresses; and what is no such text.</summary>
public sealed class HeapInfoTests
{
    private const string Meta = " Metaspace       used 189K, committed 384K, reserved 1114112K\n  class space    used 7K, committed 128K, reserved 1048576K\n";

    [Theory]
    [InlineData(" garbage-first heap   total 10240K, used 1063K [0x0)\n  region size 1024K, 0 young (0K), 0 survivors (0K)\n" + Meta, 1063 * 1024)]
    [InlineData(
        " def new generation   total 19648K, used 25K [0x0)\n  eden space 17472K,   0% used [0x0)\n  from space 2176K,   0% used [0x0)\n  to   space 2176K,   0% used [0x0)\n"
        + " tenured generation   total 43712K, used 476K [0x0)\n   the space 43712K,   1% used [0x0)\n" + Meta, 501 * 1024)]
    [InlineData(
        " PSYoungGen      total 18944K, used 327K [0x0)\n  eden space 16384K, 2% used [0x0)\n ParOldGen       total 44032K, used 1024K [0x0)\n  object space 44032K, 2% used [0x0)\n" + Meta,
        1351 * 1024)]
    [InlineData("garbage-first heap   total reserved 65536K, committed 65536K, used 2190K [0x0)\n region size 1024K, 1 young (1024K), 0 survivors (0K)\n", 2190 * 1024)]
    [InlineData(
        "DefNew     total 19648K, used 1397K [0x0)\n eden space 17472K,   8% used [0x0)\nTenured    total 43712K, used 1166K [0x0)\n the  space 43712K,   2% used [0x0)\n", 2563 * 1024)]
    [InlineData("ZHeap            used 2M, capacity 64M, max capacity 64M\n Cache           62M (1)\n  size classes   32M (1)\n", 2 * 1024 * 1024)]
    [InlineData(" ZHeap           used 2M, capacity 64M, max capacity 64M\n" + Meta, 2 * 1024 * 1024)]
    [InlineData("Shenandoah Heap\n 65536K max, 65536K soft max, 65536K committed, 588K used\n 256 x 256K regions\nStatus: not cancelled\n" + Meta, 588 * 1024)]
    public void The_heap_is_summed_and_the_metaspace_left_out(string text, long used) => HeapInfo.Used(text).ShouldBe(used);

    [Theory]
    [InlineData("")]
    [InlineData(Meta)]
    [InlineData("total used")]
    [InlineData(" garbage-first heap   total -1K, used -5K")]
    [InlineData("java.lang.IllegalArgumentException: Unknown diagnostic command")]
    public void Another_text_gives_no_number(string text) => HeapInfo.Used(text).ShouldBeNull();

    /// <summary>JDK 17 prints the metaspace with the heap, 25 with the classes.</summary>
    [Theory]
    [InlineData(Meta, 189 * 1024L)]
    [InlineData("Metaspace        used 84K, committed 320K, reserved 1114112K\n class space     used 5K, committed 128K, reserved 1048576K\n\nTotal Usage - 2 loaders, 507 classes (496 shared):\n", 84 * 1024L)]
    [InlineData("", null)]
    [InlineData("Metaspace used", null)]
    public void The_metaspace_is_told_where_it_is_printed(string text, long? used) => HeapInfo.Metaspace(text).ShouldBe(used);

    [Theory]
    [InlineData("\nTotal Usage - 2 loaders, 485 classes (479 shared):\n  Non-Class:    2 chunks,      4.00 MB capacity\n", 485L)]
    [InlineData("Total Usage - 1 loader, 7 classes:\n", 7L)]
    [InlineData("java.lang.IllegalArgumentException: Unknown diagnostic command", null)]
    [InlineData("Total Usage - 2 loaders, many classes", null)]
    public void Classes_are_counted_over_all_loaders(string text, long? count) => HeapInfo.Classes(text).ShouldBe(count);
}
